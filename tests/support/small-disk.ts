import { spawnSync } from 'node:child_process'
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { removeFolder, temporaryFolder } from '@waymark/testing'

/** A file system of its own in memory, so small that it can be filled. */
export interface SmallDisk {
  readonly path: string
  /** Writes until nothing more fits. */
  fill(): void
  /** Gives back what `fill` took. */
  free(): void
  remove(): void
}

const blockBytes = 64 * 1024

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** Mounts one; `null` where this user or this machine may not. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const path = temporaryFolder()
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', path)) {
    removeFolder(path)
    return null
  }
  const ballast = join(path, 'ballast')
  return {
    path,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (let size = blockBytes; size >= 1; ) size = writeOrHalve(file, size)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      // Files that are still open here are let go of in time; the folder is free at once.
      run('umount', '--lazy', path)
      removeFolder(path)
    },
  }
}

/** The size to go on with: the same, or half where so much does not fit any more. */
function writeOrHalve(file: number, size: number): number {
  try {
    const isWhole = writeSync(file, Buffer.alloc(size)) === size
    return isWhole ? size : size / 2
  } catch {
    return size / 2
  }
}

/** Why there is none to test with, or null: mounting is for root, and not in every container. */
export function noSmallDisk(): string | null {
  const disk = mountSmallDisk(1)
  disk?.remove()
  return disk === null ? 'a file system cannot be mounted here (it takes root)' : null
}

export * from './engines/in-process.ts'
export * from './port.ts'

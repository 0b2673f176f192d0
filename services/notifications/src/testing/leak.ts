import { personCanaries } from './canaries.ts'

/** A leak at an owner: what it should never send is in its answer. */
export async function withPerson(request: Request, response: Response): Promise<Response> {
  if (!response.ok || !new URL(request.url).pathname.includes('/notices/')) return response
  return Response.json(Object.assign({}, await response.json(), personCanaries))
}

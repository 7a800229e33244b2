import type { ApplicationMap } from '../../model/map.ts'

/** The map as JSON, two spaces deep, with a newline at its end. */
export function mapToJson(map: ApplicationMap): string {
  return `${JSON.stringify(map, null, 2)}\n`
}

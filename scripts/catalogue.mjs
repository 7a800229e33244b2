import { readdirSync, readFileSync } from 'node:fs'

/** The files that say which practices and profiles there are, with their texts, as `readProfiles` takes them. */
export function catalogueFiles() {
  const profiles = readdirSync('policies/profiles')
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  return [file('policies/practices.yaml'), profiles.map((name) => file(`policies/profiles/${name}`))]
}

function file(path) {
  return { path, text: readFileSync(path, 'utf8') }
}

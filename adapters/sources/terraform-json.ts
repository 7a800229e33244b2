import type { SourceFile } from '../../model/source.ts'
import { candidateOf } from './discover.ts'

/** Whether a file is Terraform's: a source by its name, a plan or state by what it holds. */
export function isTerraformFile(file: SourceFile): boolean {
  return candidateOf(file.path.slice(file.path.lastIndexOf('/') + 1)) === 'terraform' || documentOf(file) !== undefined
}

/** What a JSON file of Terraform holds; remembered, for a plan may be large. */
export function documentOf(file: SourceFile): TerraformJson | undefined {
  if (!/\.(?:json|tfstate|tfplan)$/i.test(file.path)) return undefined
  if (!documents.has(file)) documents.set(file, terraformJsonOf(file.text))
  return documents.get(file)
}

const documents = new WeakMap<SourceFile, TerraformJson | undefined>()

/** What Terraform writes as JSON. */
export type TerraformJson = 'terraform-plan' | 'terraform-state'

/**
 * Whether a text shows a plan or state of Terraform or OpenTofu: what `show -json` writes, or a state file. Looks at the
 * text alone and in linear time, so that any file may be asked.
 */
export function terraformJsonOf(text: string): TerraformJson | undefined {
  if (!/^\s*\{/.test(text.slice(0, 100))) return undefined
  if (/"format_version"\s*:\s*"\d/.test(text)) {
    if (/"(?:planned_values|resource_changes)"\s*:/.test(text)) return 'terraform-plan'
    return /"terraform_version"\s*:/.test(text) ? 'terraform-state' : undefined
  }
  const isRaw = /"lineage"\s*:\s*"/.test(text) && /"serial"\s*:\s*\d/.test(text) && /"version"\s*:\s*\d/.test(text)
  return isRaw ? 'terraform-state' : undefined
}

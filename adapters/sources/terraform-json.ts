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

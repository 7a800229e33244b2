/** When a managed runtime stops being supported; dates as `2026-04-30`, null where none is announced. */
interface RuntimeSupport {
  readonly deprecated_on: string | null
  readonly create_blocked_on: string | null
  readonly update_blocked_on: string | null
  /** Days until it is deprecated, negative afterwards. */
  readonly days_left: number | null
}

/** Support of a runtime, seen from a date (`2026-11-22`); `undefined` where the runtime is not in the table. */
export function runtimeSupport(runtime: string, today: string): RuntimeSupport | undefined {
  const dates = lifecycles.get(runtime)
  if (!dates) return undefined
  const [deprecated, createBlocked, updateBlocked] = dates
  return {
    deprecated_on: deprecated,
    create_blocked_on: createBlocked,
    update_blocked_on: updateBlocked,
    days_left: deprecated === null ? null : daysBetween(today, deprecated),
  }
}

function daysBetween(from: string, to: string): number | null {
  const first = dayNumber(from)
  const last = dayNumber(to)
  return first === null || last === null ? null : last - first
}

/** Days since 0000-03-01 of the Gregorian calendar: with March first, the leap day is the year's last. */
function dayNumber(date: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  if (!found) return null
  const month = Number(found[2])
  const year = Number(found[1]) - (month < 3 ? 1 : 0)
  const monthsSinceMarch = (month + 9) % 12
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + Math.floor((monthsSinceMarch * 153 + 2) / 5) + Number(found[3]) - 1
}

type Lifecycle = readonly [deprecated: string | null, createBlocked: string | null, updateBlocked: string | null]

/**
 * Deprecation, block of creation, block of updates. Source: AWS Lambda Developer Guide, "Lambda runtimes", tables of
 * supported and deprecated runtimes, as of June 2026, when many blocks were moved to February and March 2027. Runtimes
 * that exist as container images only (dotnet5.0, dotnet7, dotnet9) have no dates for creation and update.
 */
const lifecycles: ReadonlyMap<string, Lifecycle> = new Map<string, Lifecycle>([
  ['nodejs24.x', ['2028-04-30', '2028-06-01', '2028-07-01']],
  ['nodejs22.x', ['2027-04-30', '2027-06-01', '2027-07-01']],
  ['nodejs20.x', ['2026-04-30', '2027-02-01', '2027-03-03']],
  ['nodejs18.x', ['2025-09-01', '2027-02-01', '2027-03-03']],
  ['nodejs16.x', ['2024-06-12', '2027-02-01', '2027-03-03']],
  ['nodejs14.x', ['2023-12-04', '2024-01-09', '2027-03-03']],
  ['nodejs12.x', ['2023-03-31', '2023-03-31', '2023-04-30']],
  ['nodejs10.x', ['2021-07-30', '2021-07-30', '2022-02-14']],
  ['nodejs8.10', ['2020-03-06', '2020-02-04', '2020-03-06']],
  ['nodejs6.10', ['2019-08-12', '2019-07-12', '2019-08-12']],
  ['nodejs4.3', ['2020-03-05', '2020-02-03', '2020-03-05']],
  ['nodejs4.3-edge', ['2020-03-05', '2019-03-31', '2019-04-30']],
  ['nodejs', ['2016-08-30', '2016-09-30', '2016-10-31']],
  ['python3.14', ['2029-06-30', '2029-07-31', '2029-08-31']],
  ['python3.13', ['2029-06-30', '2029-07-31', '2029-08-31']],
  ['python3.12', ['2028-10-31', '2028-11-30', '2029-01-10']],
  ['python3.11', ['2027-06-30', '2027-07-31', '2027-08-31']],
  ['python3.10', ['2026-10-31', '2027-02-01', '2027-03-03']],
  ['python3.9', ['2025-12-15', '2027-02-01', '2027-03-03']],
  ['python3.8', ['2024-10-14', '2027-02-01', '2027-03-03']],
  ['python3.7', ['2023-12-04', '2024-01-09', '2027-03-03']],
  ['python3.6', ['2022-07-18', '2022-07-18', '2022-08-29']],
  ['python2.7', ['2021-07-15', '2021-07-15', '2022-05-30']],
  ['java25', ['2029-06-30', '2029-07-31', '2029-08-31']],
  ['java21', ['2029-06-30', '2029-07-31', '2029-08-31']],
  ['java17', ['2027-06-30', '2027-07-31', '2027-08-31']],
  ['java11', ['2027-06-30', '2027-07-31', '2027-08-31']],
  ['java8.al2', ['2027-06-30', '2027-07-31', '2027-08-31']],
  ['java8', ['2024-01-08', '2024-02-08', '2027-03-03']],
  ['dotnet10', ['2028-11-14', '2028-12-14', '2029-01-15']],
  ['dotnet9', ['2026-11-10', null, null]],
  ['dotnet8', ['2026-11-10', '2027-02-01', '2027-03-03']],
  ['dotnet7', ['2024-05-14', null, null]],
  ['dotnet6', ['2024-12-20', '2027-02-01', '2027-03-03']],
  ['dotnet5.0', ['2022-05-10', null, null]],
  ['dotnetcore3.1', ['2023-04-03', '2023-04-03', '2023-05-03']],
  ['dotnetcore2.1', ['2022-01-05', '2022-01-05', '2022-04-13']],
  ['dotnetcore2.0', ['2019-05-30', '2019-04-30', '2019-05-30']],
  ['dotnetcore1.0', ['2019-06-27', '2019-06-30', '2019-07-30']],
  ['ruby4.0', ['2029-03-31', '2029-04-30', '2029-05-31']],
  ['ruby3.4', ['2028-03-31', '2028-04-30', '2028-05-31']],
  ['ruby3.3', ['2027-03-31', '2027-04-30', '2027-05-31']],
  ['ruby3.2', ['2026-03-31', '2027-02-01', '2027-03-03']],
  ['ruby2.7', ['2023-12-07', '2024-01-09', '2027-03-03']],
  ['ruby2.5', ['2021-07-30', '2021-07-30', '2022-03-31']],
  ['go1.x', ['2024-01-08', '2024-02-08', '2027-03-03']],
  ['provided.al2023', ['2029-06-30', '2029-07-31', '2029-08-31']],
  ['provided.al2', ['2026-07-31', '2027-02-01', '2027-03-03']],
  ['provided', ['2024-01-08', '2024-02-08', '2027-03-03']],
])

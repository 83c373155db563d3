using Autocura.Incidents;

namespace Autocura.Alerts;

/// <summary>
/// All alerts of one batch that are about one workload, on their way to its incident. <paramref name="At"/> is the intake's time (UTC):
/// an incident that is started by this delivery was opened then.
/// </summary>
public sealed record AlertDelivery(WorkloadRef Workload, IReadOnlyList<AlertSignal> Signals, DateTimeOffset At);

/// <summary>
/// What one delivery did. <paramref name="Awaited"/> are the fingerprints that were raised to an incident which runs: it has them only
/// when it says so, because it may end before it looks.
/// </summary>
public sealed record DeliveryReport(IReadOnlyList<AlertResult> Results, IReadOnlyList<string> Awaited);

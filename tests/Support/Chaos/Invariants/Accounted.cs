using Autocura.Incidents;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>A step that stands at the end was measured to have helped, or a person was told of it; every other one was taken back.</summary>
internal sealed class Accounted : IInvariant
{
    public string Promise => "each applied step is verified, reverted or escalated";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        foreach (var plan in Deed.Of(record).Where(deed => deed.Undone is null).GroupBy(deed => (deed.Host, deed.Plan)))
        {
            var incident = record.Incidents.FirstOrDefault(incident => incident.Host == plan.Key.Host && plan.Key.Plan.StartsWith($"{incident.Status.RecordName}/", StringComparison.Ordinal));
            var why = incident?.Outcome switch
            {
                null when incident is null => "belongs to no incident",
                null => $"its incident is still {incident.Status.Phase}",
                { Kind: OutcomeKind.Healed } healed when plan.Key.Plan == $"{healed.RecordName}/{healed.Attempts}" => null,
                { Kind: OutcomeKind.HandedOver, Reason.Length: > 0 } => null,
                var other => $"its incident ended as {other.Kind} after {other.Attempts} attempts: {other.Reason}",
            };
            if (why is not null)
            {
                yield return $"{plan.Key.Plan} of {plan.Key.Host} stands ({string.Join(", ", plan.Select(deed => deed.Target))}), and {why}";
            }
        }
    }
}

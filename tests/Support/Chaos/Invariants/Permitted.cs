using Autocura.Incidents;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>Where people are to be asked nothing is done that they have not agreed to; where nothing may be done nothing is.</summary>
internal sealed class Permitted : IInvariant
{
    public string Promise => "nothing is done that was not permitted";

    public IEnumerable<string> Broken(ChaosRecord record) => Deed.Of(record)
        .Where(deed => record.Plan.Mode switch
        {
            OperatingMode.Auto => record.Refused.Contains(deed.Plan),
            OperatingMode.Approve => !record.Approved.Contains(deed.Plan),
            _ => true,
        })
        .Select(deed => $"{deed.Plan} changed {deed.Target} in mode {record.Plan.Mode}, and the word was {record.Plan.Word}");
}

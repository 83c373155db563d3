namespace Autocura.Support.Chaos.Invariants;

/// <summary>Once the kill switch is pressed nothing is changed any more, on any host, nor taken back.</summary>
internal sealed class StoppedWhenTold : IInvariant
{
    public string Promise => "the kill switch stops everything within one step";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        var pressed = record.Seen.FirstOrDefault(seen => seen is { Key: { Plural: "configmaps", Namespace: ChaosRecord.Own, Name: "autocura-control" }, By: "" });
        return pressed is null ? [] : Deed.Of(record)
            .SelectMany(deed => new[] { deed.Done, deed.Undone }.OfType<Sighting>().Select(change => (Deed: deed, Change: change)))
            .Where(one => one.Change.Version > pressed.Version)
            .Select(one => $"{one.Deed.Plan} changed {one.Deed.Target} at {one.Change.At:HH:mm:ss}, and everything was stopped at {pressed.At:HH:mm:ss}");
    }
}

namespace Autocura.Support.Chaos.Invariants;

/// <summary>Every incident comes to an end.</summary>
internal sealed class Ended : IInvariant
{
    public string Promise => "everything ends";

    public IEnumerable<string> Broken(ChaosRecord record) => record.Unfinished;
}

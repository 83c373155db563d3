namespace Autocura.Diagnosis;

/// <summary>How much may be read and kept of a workload's own words.</summary>
/// <param name="LogLines">Lines read from the end of each container's log; 0 for none.</param>
/// <param name="EndedLogLines">The same, of a container's run that has ended.</param>
/// <param name="Characters">Characters of JSON that the workload's own part of the evidence may have; never more than a history can hold, <see cref="EvidenceBounds.Own"/>.</param>
public sealed record EvidenceBudget(int LogLines, int EndedLogLines, int Characters)
{
    public static readonly EvidenceBudget Usual = new(60, 20, EvidenceBounds.Own);
}

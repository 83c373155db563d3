namespace Autocura.Ledger.Audit;

/// <summary>What was found of a record: how far it reaches, and everything that is wrong with it. Without problems nothing in between was changed, removed, added or put elsewhere.</summary>
/// <param name="First">The number of the oldest record that is kept; zero when there is none.</param>
/// <param name="Last">Where the chain ends. Kept elsewhere it shows later whether the end was cut off since.</param>
/// <param name="Problems">What is wrong, in order, each with the record it is about.</param>
/// <param name="Unanswered">Calls that were about to be carried out, with no word of whether they were.</param>
public sealed record AuditVerdict(long First, AuditEnd Last, IReadOnlyList<string> Problems, IReadOnlyList<string> Unanswered)
{
    public bool IsWhole => Problems.Count == 0;
}

using Autocura.Ledger.Audit;

namespace Autocura.Triggers;

/// <summary>The answer. <paramref name="Total"/>: records that are kept, of which <paramref name="Records"/> may be a page.</summary>
internal sealed record AuditView(bool IsWhole, AuditVerdict Verdict, int Total, IReadOnlyList<AuditRecord> Records)
{
    public static AuditView Of(AuditContent content, AuditEnd? seen, long limit, long before)
    {
        var verdict = AuditCheck.Of(content, seen);
        var records = AuditCheck.Records(content);
        return new AuditView(verdict.IsWhole, verdict, records.Count, [.. records.Reverse().Where(record => record.Number < before).Take((int)Math.Min(limit, int.MaxValue))]);
    }
}

namespace Autocura.Ledger.Audit;

/// <summary>
/// Goes through a record from its oldest part to its end: each text is the record that was hashed, each record follows the one before it, each part is there and ends where it ended.
/// Pure: it needs nothing but the content.
/// </summary>
public sealed class AuditCheck
{
    private readonly List<string> problems = [];
    private readonly List<AuditRecord> records = [];
    private AuditEnd end = AuditEnd.Beginning;

    private AuditCheck()
    {
    }

    /// <param name="content">What is kept.</param>
    /// <param name="seen">Where the chain ended when somebody looked before; null when nobody did.</param>
    public static AuditVerdict Of(AuditContent content, AuditEnd? seen = null)
    {
        var check = new AuditCheck();
        check.Walk(content);
        if (seen is not null) check.Compare(seen);
        return new AuditVerdict(check.records.Count > 0 ? check.records[0].Number : 0, check.end, check.problems, check.Unanswered());
    }

    /// <summary>The records that can be read, oldest first.</summary>
    public static IReadOnlyList<AuditRecord> Records(AuditContent content)
    {
        var check = new AuditCheck();
        check.Walk(content);
        return check.records;
    }

    private void Walk(AuditContent content)
    {
        var earlier = content.Earlier.Select((entries, place) => (Place: place, Segment: entries.Count == 0 ? null : AuditSegment.Of(entries))).ToList();
        problems.AddRange(earlier.Where(part => part.Segment is null && content.Earlier[part.Place].Count > 0).Select(part => $"ConfigMap {AuditTrail.Name}-{part.Place} is not as it was written"));
        if (AuditSegment.Of(content.Present) is not { } present)
        {
            problems.Add($"ConfigMap {AuditTrail.Name} is not as it was written");
            return;
        }

        // While the present part is being set aside, it stands in the place of the oldest.
        var isBeingSetAside = earlier[present.Index % AuditSegment.Kept].Segment is { } copy && copy.Index == present.Index;
        var oldest = Math.Max(0, present.Index - AuditSegment.Kept + (isBeingSetAside ? 1 : 0));
        end = oldest == 0 ? AuditEnd.Beginning : present.Ends.GetValueOrDefault(oldest - 1) ?? Unknown(oldest - 1);
        for (var index = oldest; index < present.Index; index++) Earlier(index, earlier[index % AuditSegment.Kept].Segment, present);
        Part(present);
        problems.AddRange(earlier.Where(part => part.Segment is { } copy && copy.Index == present.Index && !copy.Texts.SequenceEqual(present.Texts)).Select(part => $"ConfigMap {AuditTrail.Name}-{part.Place} and {AuditTrail.Name} both hold part {present.Index}, and differ"));
        problems.AddRange(earlier.Where(part => part.Segment?.Index > present.Index).Select(part => $"ConfigMap {AuditTrail.Name}-{part.Place} holds part {part.Segment!.Index}, and {AuditTrail.Name} is only part {present.Index}: it was put back or replaced"));
    }

    private void Earlier(int index, AuditSegment? found, AuditSegment present)
    {
        if (found?.Index == index) Part(found);
        else problems.Add($"part {index} of the record is missing: records after {end.Number}");

        if (!present.Ends.TryGetValue(index, out var expected)) problems.Add($"where part {index} ended is no longer known");
        else if (expected != end)
        {
            if (found?.Index == index) problems.Add($"part {index} ended with record {expected.Number} ({Short(expected.Hash)}), and what is there ends with {end.Number} ({Short(end.Hash)})");
            end = expected;
        }
    }

    private void Part(AuditSegment segment)
    {
        foreach (var (key, text) in segment.Texts)
        {
            if (AuditRecord.Read(text) is not { } record) problems.Add($"{key} is not as it was written");
            else if (Fault(key, record) is { } fault) problems.Add(fault);
        }
    }

    /// <summary>What is wrong with a record, which the next is then held against.</summary>
    private string? Fault(string key, AuditRecord record)
    {
        var before = end;
        end = new AuditEnd(record.Number, record.Hash);
        records.Add(record);
        return AuditSegment.KeyOf(record.Number) != key ? $"{key} holds record {record.Number}: it was put there"
            : !record.IsWhole() ? $"record {record.Number} was changed: its hash is another's"
            : record.Number <= before.Number ? $"record {record.Number} stands behind record {before.Number}: it was put there"
            : record.Number == before.Number + 2 ? $"record {before.Number + 1} is missing"
            : record.Number != before.Number + 1 ? $"records {before.Number + 1} to {record.Number - 1} are missing"
            : record.Previous != before.Hash ? $"record {record.Number} does not follow record {before.Number}: one of them was replaced"
            : null;
    }

    private void Compare(AuditEnd seen)
    {
        if (seen.Number > end.Number) problems.Add($"record {seen.Number} was seen before and is gone: the end was cut off after record {end.Number}");
        else if (records.Find(record => record.Number == seen.Number) is { } there && there.Hash != seen.Hash) problems.Add($"record {seen.Number} is another than the one seen before: the record was written anew");
    }

    private AuditEnd Unknown(int index)
    {
        problems.Add($"where part {index} ended is no longer known, so nobody can say whether what follows is the beginning");
        return AuditEnd.Beginning;
    }

    private List<string> Unanswered()
    {
        var answered = records.Where(record => record.Entry.Stage == AuditStage.Answered).Select(record => record.Entry.Request).ToHashSet(StringComparer.Ordinal);
        return [.. records.Where(record => record.Entry.Stage == AuditStage.Asked && !answered.Contains(record.Entry.Request)).Select(record => $"record {record.Number}: {record.Entry.Function} by {record.Entry.Who} ({record.Entry.Request})")];
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

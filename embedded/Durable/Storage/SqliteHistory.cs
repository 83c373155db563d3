namespace Autocura.Embedded.Durable.Storage;

/// <summary>The recorded events of each instance's present run.</summary>
internal sealed class SqliteHistory(StatementSet statements)
{
    private readonly Statement append = statements.Add("""
        INSERT INTO history (instance_id, sequence, kind, at, task_id, name, payload, target, due_at, input_digest)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    private readonly Statement read = statements.Add("""
        SELECT kind, at, task_id, name, payload, target, due_at, input_digest FROM history WHERE instance_id = ?1 ORDER BY sequence
        """);

    private readonly Statement delete = statements.Add("DELETE FROM history WHERE instance_id = ?1");

    public void Append(string instanceId, int firstSequence, IEnumerable<HistoryEvent> events)
    {
        var sequence = firstSequence;
        foreach (var item in events)
        {
            append.Execute(
                instanceId, sequence++, (long)item.Kind, item.At, item.TaskId, item.Name, item.Payload, item.Target, item.DueAt, item.InputDigest);
        }
    }

    public List<HistoryEvent> Read(string instanceId) => read.Query(ReadRow, instanceId);

    public void Delete(string instanceId) => delete.Execute(instanceId);

    private static HistoryEvent ReadRow(Row row) => new((HistoryEventKind)row.Number(0), row.Time(1))
    {
        TaskId = row.Number(2),
        Name = row.TextOrNone(3),
        Payload = row.TextOrNone(4),
        Target = row.TextOrNone(5),
        DueAt = row.TimeOrNone(6),
        InputDigest = row.TextOrNone(7),
    };
}

namespace Autocura.Embedded.Durable.Storage;

/// <summary>What has arrived for instances and waits for their next turn.</summary>
internal sealed class SqliteInbox(StatementSet statements)
{
    private readonly Statement insert = statements.Add("""
        INSERT INTO inbox (id, instance_id, execution_id, kind, at, task_id, name, payload, target) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private readonly Statement read = statements.Add("""
        SELECT id, execution_id, kind, at, task_id, name, payload, target FROM inbox WHERE instance_id = ?1 ORDER BY id LIMIT ?2
        """);

    private readonly Statement owners = statements.Add("SELECT DISTINCT instance_id FROM inbox");
    private readonly Statement deleteUpTo = statements.Add("DELETE FROM inbox WHERE instance_id = ?1 AND id <= ?2");
    private readonly Statement deleteAll = statements.Add("DELETE FROM inbox WHERE instance_id = ?1");

    /// <summary>Adds a message. A null execution means whichever run of the instance is current when it is read.</summary>
    public void Add(string instanceId, string? executionId, HistoryEvent message) => Insert(null, instanceId, executionId, message);

    /// <summary>Puts an unread event back at its old place, before all that arrived after it.</summary>
    public void Return(string instanceId, HistoryEvent raised) => Insert(raised.TaskId, instanceId, null, raised);

    /// <summary>The oldest messages of an instance. A raised event carries its arrival number as task.</summary>
    public List<InboxMessage> Read(string instanceId, int atMost) => read.Query(ReadRow, instanceId, atMost);

    public List<string> Owners() => owners.Query(row => row.Text(0));

    public void DeleteUpTo(string instanceId, long id) => deleteUpTo.Execute(instanceId, id);

    public void DeleteAll(string instanceId) => deleteAll.Execute(instanceId);

    private void Insert(long? id, string instanceId, string? executionId, HistoryEvent message) => insert.Execute(
        id, instanceId, executionId, (long)message.Kind, message.At, message.TaskId, message.Name, message.Payload, message.Target);

    private static InboxMessage ReadRow(Row row)
    {
        var id = row.Number(0);
        var kind = (HistoryEventKind)row.Number(2);
        return new(id, row.TextOrNone(1), new HistoryEvent(kind, row.Time(3))
        {
            TaskId = kind == HistoryEventKind.EventRaised ? id : row.Number(4),
            Name = row.TextOrNone(5),
            Payload = row.TextOrNone(6),
            Target = row.TextOrNone(7),
        });
    }
}

namespace Autocura.Embedded.Durable.Storage;

/// <summary>A timer that has not fired.</summary>
internal sealed record TimerEntry(CallKey Key, DateTimeOffset DueAt);

/// <summary>The timers that still have to fire.</summary>
internal sealed class SqliteTimers(StatementSet statements)
{
    private readonly Statement insert = statements.Add("INSERT INTO timers (instance_id, execution_id, task_id, due_at) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement next = statements.Add("SELECT instance_id, execution_id, task_id, due_at FROM timers ORDER BY due_at LIMIT ?1");
    private readonly Statement delete = statements.Add("DELETE FROM timers WHERE instance_id = ?1 AND execution_id = ?2 AND task_id = ?3");
    private readonly Statement ofInstance = statements.Add("DELETE FROM timers WHERE instance_id = ?1 RETURNING instance_id, execution_id, task_id, due_at");

    public void Add(TimerEntry timer) => insert.Execute(timer.Key.InstanceId, timer.Key.ExecutionId, timer.Key.TaskId, timer.DueAt);

    /// <summary>The first that are due.</summary>
    public List<TimerEntry> Next(int atMost) => next.Query(Read, atMost);

    /// <summary>False when it has fired or been cancelled before.</summary>
    public bool Delete(CallKey key) => delete.Execute(key.InstanceId, key.ExecutionId, key.TaskId) > 0;

    /// <summary>Deletes and returns all timers of an instance.</summary>
    public List<TimerEntry> DeleteAll(string instanceId) => ofInstance.Query(Read, instanceId);

    private static TimerEntry Read(Row row) => new(new(row.Text(0), row.Text(1), row.Number(2)), row.Time(3));
}

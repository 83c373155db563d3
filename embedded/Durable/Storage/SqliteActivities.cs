namespace Autocura.Embedded.Durable.Storage;

/// <summary>An activity that is scheduled and whose end is not recorded.</summary>
internal sealed record ActivityWork(CallKey Key, string Name, string? Input)
{
    /// <summary>Which attempt of a call with retries this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The trace that its instance is part of; null for none.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>The activities that still have to end.</summary>
internal sealed class SqliteActivities(StatementSet statements)
{
    private readonly Statement insert = statements.Add("""
        INSERT INTO activities (instance_id, execution_id, task_id, name, input, scheduled_at, attempt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly Statement all = statements.Add("""
        SELECT instance_id, execution_id, task_id, name, input, attempt, (SELECT i.trace_parent FROM instances i WHERE i.instance_id = activities.instance_id)
        FROM activities ORDER BY scheduled_at, instance_id, task_id
        """);

    private readonly Statement has = statements.Add("SELECT 1 FROM activities WHERE instance_id = ?1 AND execution_id = ?2 AND task_id = ?3");
    private readonly Statement delete = statements.Add("DELETE FROM activities WHERE instance_id = ?1 AND execution_id = ?2 AND task_id = ?3");
    private readonly Statement deleteAll = statements.Add("DELETE FROM activities WHERE instance_id = ?1 RETURNING instance_id, execution_id, task_id");

    public void Add(ActivityWork work, DateTimeOffset now) => insert.Execute(
        work.Key.InstanceId, work.Key.ExecutionId, work.Key.TaskId, work.Name, work.Input, now, work.Attempt);

    /// <summary>False when it has ended or is no longer wanted.</summary>
    public bool Has(CallKey key) => has.First(row => row.Number(0), key.InstanceId, key.ExecutionId, key.TaskId) == 1;

    public List<ActivityWork> All() => all.Query(row => new ActivityWork(new(row.Text(0), row.Text(1), row.Number(2)), row.Text(3), row.TextOrNone(4))
    {
        Attempt = (int)row.Number(5),
        TraceParent = row.TextOrNone(6),
    });

    /// <summary>False when it is no longer wanted: its instance was terminated or purged.</summary>
    public bool Delete(CallKey key) => delete.Execute(key.InstanceId, key.ExecutionId, key.TaskId) > 0;

    /// <summary>Deletes and returns all activities of an instance.</summary>
    public List<CallKey> DeleteAll(string instanceId) => deleteAll.Query(row => new CallKey(row.Text(0), row.Text(1), row.Number(2)), instanceId);
}

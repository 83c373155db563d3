namespace Autocura.Embedded.Durable.Storage;

/// <summary>A call of a run, as activities and timers are known by.</summary>
internal readonly record struct CallKey(string InstanceId, string ExecutionId, long TaskId);

/// <summary>An activity that is scheduled and whose end is not recorded.</summary>
internal sealed record ActivityWork(CallKey Key, string Name, string? Input)
{
    /// <summary>Which attempt of a call with retries this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The trace that its instance is part of; null for none.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>A timer that has not fired.</summary>
internal sealed record TimerEntry(CallKey Key, DateTimeOffset DueAt);

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

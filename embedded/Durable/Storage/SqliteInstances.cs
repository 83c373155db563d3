using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>The rows of all instances.</summary>
internal sealed class SqliteInstances(StatementSet statements)
{
    private const string Columns = """
        i.instance_id, i.execution_id, i.name, i.status, i.created_at, i.updated_at, i.start_at, i.custom_status,
        i.parent_instance_id, i.parent_execution_id, i.parent_name, i.parent_task_id, i.failure
        """;

    private const string Payloads = ", i.output, (SELECT h.payload FROM history h WHERE h.instance_id = i.instance_id AND h.sequence = 0)";

    private readonly Statement get = statements.Add($"SELECT {Columns} FROM instances i WHERE i.instance_id = ?1");
    private readonly Statement getWhole = statements.Add($"SELECT {Columns}{Payloads} FROM instances i WHERE i.instance_id = ?1");
    private readonly Statement page = statements.Add(PageSql(""));
    private readonly Statement pageWhole = statements.Add(PageSql(Payloads));
    private readonly Statement children = statements.Add($"SELECT {Columns} FROM instances i WHERE i.parent_instance_id = ?1 ORDER BY i.instance_id");
    private readonly Statement beforeFirstTurn = statements.Add("""
        SELECT i.instance_id FROM instances i
        WHERE i.status IN (0, 6, 7) AND i.start_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM history h WHERE h.instance_id = i.instance_id AND h.sequence = 1)
        """);

    private readonly Statement delete = statements.Add("DELETE FROM instances WHERE instance_id = ?1");
    private readonly Statement clearStart = statements.Add("UPDATE instances SET start_at = NULL WHERE instance_id = ?1 AND execution_id = ?2");
    private readonly Statement insert = statements.Add("""
        INSERT INTO instances (instance_id, execution_id, name, status, created_at, updated_at, start_at, parent_instance_id, parent_execution_id, parent_name, parent_task_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    private readonly Statement touch = statements.Add("UPDATE instances SET updated_at = ?4 WHERE instance_id = ?1 AND execution_id = ?2 AND status = ?3");
    private readonly Statement update = statements.Add("""
        UPDATE instances SET execution_id = ?4, status = ?5, updated_at = ?6, custom_status = ?7, output = ?8, failure = ?9, start_at = NULL
        WHERE instance_id = ?1 AND execution_id = ?2 AND status = ?3
        """);

    public InstanceRecord? Get(string instanceId, bool withPayloads = false) =>
        withPayloads ? getWhole.First(ReadWhole, instanceId) : get.First(Read, instanceId);

    public List<InstanceRecord> ChildrenOf(string instanceId) => children.Query(Read, instanceId);

    /// <summary>Instances whose present run has not had its first turn, those excepted that wait for their time.</summary>
    public List<string> BeforeFirstTurn() => beforeFirstTurn.Query(row => row.Text(0));

    public List<InstanceRecord> Page(InstanceFilter filter, InstanceCursor after, int count)
    {
        var statement = filter.WithPayloads ? pageWhole : page;
        Func<Row, InstanceRecord> read = filter.WithPayloads ? ReadWhole : Read;
        return statement.Query(
            read,
            after.CreatedAt, after.InstanceId, filter.CreatedFrom, filter.CreatedTo, filter.StatusMask, filter.InstanceIdPrefix, count);
    }

    public void Insert(InstanceRecord instance) => insert.Execute(
        instance.InstanceId, instance.ExecutionId, instance.Name, (long)instance.Status, instance.CreatedAt, instance.StartAt,
        instance.Parent?.InstanceId, instance.Parent?.ExecutionId, instance.Parent?.Name, instance.Parent?.TaskId);

    /// <summary>False when the row is no longer as it was before: another run or another status. Most changes are of the time alone, which no index knows.</summary>
    public bool Update(InstanceRecord before, InstanceRecord after)
    {
        var same = after with { UpdatedAt = before.UpdatedAt } == before;
        var changed = same
            ? touch.Execute(before.InstanceId, before.ExecutionId, (long)before.Status, after.UpdatedAt)
            : update.Execute(
                before.InstanceId, before.ExecutionId, (long)before.Status,
                after.ExecutionId, (long)after.Status, after.UpdatedAt, after.CustomStatus, after.Output, DurableJson.Serialize(after.Failure));
        return changed > 0;
    }

    /// <summary>The time to start has come.</summary>
    public bool ClearStart(string instanceId, string executionId) => clearStart.Execute(instanceId, executionId) > 0;

    public void Delete(string instanceId) => delete.Execute(instanceId);

    private static string PageSql(string payloads) => $"""
        SELECT {Columns}{payloads} FROM instances i
        WHERE (i.created_at, i.instance_id) > (?1, ?2)
          AND (?3 IS NULL OR i.created_at >= ?3) AND (?4 IS NULL OR i.created_at <= ?4)
          AND (?5 >> i.status) & 1 = 1
          AND (?6 IS NULL OR substr(i.instance_id, 1, length(?6)) = ?6)
        ORDER BY i.created_at, i.instance_id LIMIT ?7
        """;

    private static InstanceRecord Read(Row row) => new()
    {
        InstanceId = row.Text(0),
        ExecutionId = row.Text(1),
        Name = row.Text(2),
        Status = (OrchestrationRuntimeStatus)row.Number(3),
        CreatedAt = row.Time(4),
        UpdatedAt = row.Time(5),
        StartAt = row.TimeOrNone(6),
        CustomStatus = row.TextOrNone(7),
        Parent = row.IsNull(8) ? null : new ParentLink(row.Text(8), row.Text(9), row.Text(10), row.Number(11)),
        Failure = DurableJson.Deserialize<TaskFailureDetails>(row.TextOrNone(12)),
    };

    private static InstanceRecord ReadWhole(Row row) => Read(row) with { Output = row.TextOrNone(13), Input = row.TextOrNone(14) };
}

/// <summary>Which instances a listing or a purge is about.</summary>
internal sealed record InstanceFilter
{
    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses { get; init; }

    public string? InstanceIdPrefix { get; init; }

    public bool WithPayloads { get; init; }

    /// <summary>One bit for each wanted status; all bits when none is named.</summary>
    public long StatusMask => Statuses is { Count: > 0 } ? Statuses.Aggregate(0L, (mask, status) => mask | (1L << (int)status)) : -1L;
}

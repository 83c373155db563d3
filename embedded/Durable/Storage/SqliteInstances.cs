using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>The rows of all instances.</summary>
internal sealed class SqliteInstances(StatementSet statements)
{
    public const string Columns = """
        i.instance_id, i.execution_id, i.name, i.status, i.created_at, i.updated_at, i.start_at, i.custom_status,
        i.parent_instance_id, i.parent_execution_id, i.parent_name, i.parent_task_id, i.failure, i.is_new, i.trace_parent
        """;

    private const string Payloads = ", i.output, (SELECT h.payload FROM history h WHERE h.instance_id = i.instance_id AND h.sequence = 0)";

    private readonly Statement get = statements.Add($"SELECT {Columns} FROM instances i WHERE i.instance_id = ?1");
    private readonly Statement getWhole = statements.Add($"SELECT {Columns}{Payloads} FROM instances i WHERE i.instance_id = ?1");
    private readonly PageStatements page = new(statements, "");
    private readonly PageStatements pageWhole = new(statements, Payloads);
    private readonly Statement children = statements.Add($"SELECT {Columns} FROM instances i WHERE i.parent_instance_id = ?1 ORDER BY i.instance_id");
    private readonly Statement beforeFirstTurn = statements.Add("SELECT i.instance_id FROM instances i WHERE i.is_new = 1 AND i.start_at IS NULL");

    private readonly Statement delete = statements.Add("DELETE FROM instances WHERE instance_id = ?1");
    private readonly Statement clearStart = statements.Add("UPDATE instances SET start_at = NULL WHERE instance_id = ?1 AND execution_id = ?2");
    private readonly Statement insert = statements.Add("""
        INSERT INTO instances (instance_id, execution_id, name, status, created_at, updated_at, start_at, parent_instance_id, parent_execution_id, parent_name, parent_task_id, is_new, trace_parent)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """);

    private readonly Statement touch = statements.Add("UPDATE instances SET updated_at = ?4 WHERE instance_id = ?1 AND execution_id = ?2 AND status = ?3");
    private readonly Statement update = statements.Add("""
        UPDATE instances SET execution_id = ?4, status = ?5, updated_at = ?6, custom_status = ?7, output = ?8, failure = ?9, is_new = ?10, start_at = NULL
        WHERE instance_id = ?1 AND execution_id = ?2 AND status = ?3
        """);

    public InstanceRecord? Get(string instanceId, bool withPayloads = false) =>
        withPayloads ? getWhole.First(ReadWhole, instanceId) : get.First(Read, instanceId);

    public List<InstanceRecord> ChildrenOf(string instanceId) => children.Query(Read, instanceId);

    /// <summary>Instances whose present run has not had its first turn, those excepted that wait for their time.</summary>
    public List<string> BeforeFirstTurn() => beforeFirstTurn.Query(row => row.Text(0));

    public List<InstanceRecord> Page(InstanceFilter filter, InstanceCursor after, int count) => filter.WithPayloads
        ? pageWhole.For(filter).Query(ReadWhole, PageStatements.Values(filter, after, count))
        : page.For(filter).Query(Read, PageStatements.Values(filter, after, count));

    public void Insert(InstanceRecord instance) => insert.Execute(
        instance.InstanceId, instance.ExecutionId, instance.Name, (long)instance.Status, instance.CreatedAt, instance.StartAt,
        instance.Parent?.InstanceId, instance.Parent?.ExecutionId, instance.Parent?.Name, instance.Parent?.TaskId, instance.IsNew ? 1 : 0, instance.TraceParent);

    /// <summary>False when the row is no longer as it was before: another run or another status. Most changes are of the time alone, which no index knows.</summary>
    public bool Update(InstanceRecord before, InstanceRecord after)
    {
        var same = after with { UpdatedAt = before.UpdatedAt } == before;
        var changed = same
            ? touch.Execute(before.InstanceId, before.ExecutionId, (long)before.Status, after.UpdatedAt)
            : update.Execute(
                before.InstanceId, before.ExecutionId, (long)before.Status,
                after.ExecutionId, (long)after.Status, after.UpdatedAt, after.CustomStatus, after.Output, DurableJson.Serialize(after.Failure),
                after.IsNew ? 1 : 0);
        return changed > 0;
    }

    /// <summary>The time to start has come.</summary>
    public bool ClearStart(string instanceId, string executionId) => clearStart.Execute(instanceId, executionId) > 0;

    public void Delete(string instanceId) => delete.Execute(instanceId);

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
        IsNew = row.Number(13) == 1,
        TraceParent = row.TextOrNone(14),
    };

    private static InstanceRecord ReadWhole(Row row) => Read(row) with { Output = row.TextOrNone(15), Input = row.TextOrNone(16) };
}

/// <summary>
/// The ways to read a page of a listing. Which one is chosen decides how much is read to find it: all are in order of creation, and each has an
/// index that leaves out what the filter leaves out.
/// </summary>
internal sealed class PageStatements(StatementSet statements, string payloads)
{
    // After any id that begins with the prefix, in the order of bytes.
    private const string LastCharacter = "\U0010FFFF";

    private readonly Statement all = statements.Add(Sql(payloads, "instances_by_creation", "1"));
    private readonly Statement notEnded = statements.Add(Sql(payloads, "instances_not_ended", "i.status IN (0, 6, 7)"));
    private readonly Statement byPrefix = statements.Add(Sql(payloads, "sqlite_autoindex_instances_1", "i.instance_id >= ?6 AND i.instance_id < ?7"));

    public Statement For(InstanceFilter filter) =>
        filter.InstanceIdPrefix is { Length: > 0 } ? byPrefix : (filter.StatusMask & ~InstanceFilter.NotEnded) == 0 ? notEnded : all;

    public static SqlValue[] Values(InstanceFilter filter, InstanceCursor after, int count)
    {
        var first = filter.CreatedFrom is { } from && from > after.CreatedAt ? new InstanceCursor(from, "") : after;
        SqlValue[] values = [first.CreatedAt, first.InstanceId, filter.CreatedTo ?? DateTimeOffset.MaxValue, filter.StatusMask, count];
        return filter.InstanceIdPrefix is { Length: > 0 } prefix ? [.. values, prefix, prefix + LastCharacter] : values;
    }

    private static string Sql(string payloads, string index, string condition) => $"""
        SELECT {SqliteInstances.Columns}{payloads} FROM instances i INDEXED BY {index}
        WHERE (i.created_at, i.instance_id) > (?1, ?2) AND i.created_at <= ?3 AND (?4 >> i.status) & 1 = 1 AND {condition}
        ORDER BY i.created_at, i.instance_id LIMIT ?5
        """;
}

/// <summary>Which instances a listing or a purge is about.</summary>
internal sealed record InstanceFilter
{
    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses { get; init; }

    public string? InstanceIdPrefix { get; init; }

    public bool WithPayloads { get; init; }

    /// <summary>The bits of pending, running and suspended.</summary>
    public const long NotEnded = (1L << (int)OrchestrationRuntimeStatus.Running) | (1L << (int)OrchestrationRuntimeStatus.Pending) | (1L << (int)OrchestrationRuntimeStatus.Suspended);

    /// <summary>One bit for each wanted status; all bits when none is named.</summary>
    public long StatusMask => Statuses is { Count: > 0 } ? Statuses.Aggregate(0L, (mask, status) => mask | (1L << (int)status)) : -1L;
}

namespace Autocura.Embedded.Metrics.Query;

/// <summary>Why a query has no answer; <see cref="Kind"/> is the <c>errorType</c> of the Prometheus API.</summary>
internal sealed class QueryException(QueryFault kind, string message) : Exception(message)
{
    public QueryFault Kind { get; } = kind;

    public static QueryException Parse(int position, string message) =>
        new(QueryFault.BadData, $"invalid parameter \"query\": 1:{position + 1}: parse error: {message}");

    public static QueryException Execution(string message) => new(QueryFault.Execution, message);
}

internal enum QueryFault
{
    BadData,
    Execution,
}

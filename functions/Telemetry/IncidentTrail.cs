using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Autocura.Telemetry;

/// <summary>
/// Marks what happens now as part of an incident: the span that is current, and every line that is logged until the mark is taken away. The names are those of docs/self-observation.md.
/// </summary>
public static partial class IncidentTrail
{
    /// <summary>The incident's instance id: what the API names it by.</summary>
    public const string Incident = "autocura.incident.id";

    /// <summary>The attempt, from 1 on.</summary>
    public const string Attempt = "autocura.attempt";

    /// <summary>The step of the attempt's plan, from 1 on.</summary>
    public const string Step = "autocura.step";

    private static readonly AsyncLocal<string?> Marked = new();

    /// <summary>The incident that a durable instance belongs to, by the instance's id; null when it belongs to none, or its id does not tell.</summary>
    public static string? IncidentOf(string? instanceId)
    {
        if (instanceId is null) return null;
        return OfNotices().Match(instanceId) is { Success: true } notices ? IncidentOfRecord(notices.Groups["record"].Value)
            : OwnId().IsMatch(instanceId) ? instanceId
            : null;
    }

    /// <summary>The incident that an invocation belongs to, by the raw values that came with its trigger: Durable's id of the instance, or the id that a route names.</summary>
    public static string? IncidentOf(IReadOnlyDictionary<string, object?> values) => IncidentOf(values.GetValueOrDefault("instanceId") as string) ?? IncidentOf(values.GetValueOrDefault("id") as string);

    /// <summary>The current span alone.</summary>
    public static void Mark(string incident) => Activity.Current?.SetTag(Incident, incident);

    /// <summary>Until it is disposed of. Within a mark of the same incident it is that mark.</summary>
    public static IDisposable? Begin(ILogger logger, string incident)
    {
        Mark(incident);
        return Marked.Value == incident ? null : new Trail(incident, logger.BeginScope(new LogFields($"Incident {incident}", new KeyValuePair<string, object?>(Incident, incident))));
    }

    /// <param name="logger">Any of the process: all share the mark.</param>
    /// <param name="key">The step's idempotency key, <c>record/attempt/step</c>. One of another shape is no incident's, and marks nothing.</param>
    public static IDisposable? BeginStep(ILogger logger, string key)
    {
        if (key.Split('/') is not [var record, var attempt, var step] || IncidentOfRecord(record) is not { } incident) return null;
        Activity.Current?.SetTag(Incident, incident).SetTag(Attempt, attempt).SetTag(Step, step);
        return logger.BeginScope(new LogFields($"Incident {incident}, attempt {attempt}, step {step}", new(Incident, incident), new(Attempt, attempt), new(Step, step)));
    }

    /// <summary>A record is named by the incident and the second it was opened in. Of a workload's name it has the first 40 characters only, so that of a longer one this is shorter than the id.</summary>
    private static string? IncidentOfRecord(string record) => OfRecord().Match(record) is { Success: true } match ? match.Groups["incident"].Value : null;

    private sealed class Trail : IDisposable
    {
        private readonly string? before = Marked.Value;
        private readonly IDisposable? scope;

        public Trail(string incident, IDisposable? scope) => (this.scope, Marked.Value) = (scope, incident);

        public void Dispose()
        {
            Marked.Value = before;
            scope?.Dispose();
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]+-[0-9a-f]{10}$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnId();

    [GeneratedRegex("^notices-(?<record>[A-Za-z0-9._-]+-[0-9a-f]{10}-[0-9]{10})$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex OfNotices();

    [GeneratedRegex("^(?<incident>[A-Za-z0-9._-]+-[0-9a-f]{10})-[0-9]{9,11}$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex OfRecord();
}

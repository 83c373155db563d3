using System.Globalization;
using System.Text.RegularExpressions;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;

namespace Autocura.Metrics.Logs;

/// <summary>
/// What a workload's containers logged around the onset, from Azure Monitor, where it is configured: the cluster itself forgets logs with their pods. Lines are redacted
/// and few; a service that does not answer is a gap.
/// </summary>
public sealed partial class WorkloadLogs(AzureMonitorOptions options, LogsQueryClient? client, TimeProvider time)
{
    private const int MostLines = 12;
    private const int LongestLine = 200;

    /// <summary>The evidence with its lines, newest first.</summary>
    public async Task<Evidence> AddToAsync(Evidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (client is null)
        {
            return evidence;
        }

        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await AskAsync(client, evidence, either.Token);
            return evidence with { ExternalLogs = [.. answer.Table.Rows.Take(MostLines).Select(Line)] };
        }
        catch (Exception failed) when (failed is RequestFailedException or AuthenticationFailedException)
        {
            return WithGap(evidence, failed.Message.Split('\n')[0]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WithGap(evidence, $"Azure Monitor did not answer within {options.Timeout.TotalSeconds:0} s (AzureMonitor:Timeout)");
        }
    }

    private async Task<LogsQueryResult> AskAsync(LogsQueryClient asked, Evidence evidence, CancellationToken cancellationToken)
    {
        var end = evidence.Onset + options.Around;
        var range = new QueryTimeRange(evidence.Onset - options.Around, end < evidence.CollectedAt ? end : evidence.CollectedAt);
        var terms = new LogsQueryOptions { AllowPartialErrors = true, ServerTimeout = options.Timeout };
        var query = Query(evidence.Workload);
        return options.WorkspaceId.Length > 0
            ? (await asked.QueryWorkspaceAsync(options.WorkspaceId, query, range, terms, cancellationToken)).Value
            : (await asked.QueryResourceAsync(new ResourceIdentifier(options.ResourceId), query, range, terms, cancellationToken)).Value;
    }

    private string Query(WorkloadRef workload) => Placeholder().Replace(options.Query, match => match.Value switch
    {
        "$namespace" => LogsQueryClient.CreateQuery($"{workload.Namespace}"),
        "$workload" => LogsQueryClient.CreateQuery($"{workload.Name}"),
        "$cluster" => LogsQueryClient.CreateQuery($"{workload.Cluster}"),
        "$limit" => MostLines.ToString(CultureInfo.InvariantCulture),
        var other => other,
    });

    private static string Line(LogsTableRow row) =>
        LogRedactor.Redact(string.Join(' ', Enumerable.Range(0, row.Count).Select(row.GetString))).ReplaceLineEndings(" ").Clip(LongestLine);

    private static Evidence WithGap(Evidence evidence, string reason) =>
        evidence with { Gaps = [.. evidence.Gaps, EvidencePart.Gap(EvidencePart.Logs, LogRedactor.Redact(reason).Clip(LongestLine))] };

    [GeneratedRegex(@"\$[a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}

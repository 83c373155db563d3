using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Compares the golden signals of every service with its own recent past, where a metrics source is configured. What is found goes through the same intake as
/// every alert.
/// </summary>
public sealed class AnomalyScan(ClusterBoard board, ILogger<AnomalyScan> logger)
{
    /// <summary>What the id of every scan begins with.</summary>
    public const string IdPrefix = "scan-";

    [Function(FunctionNames.AnomalyScan)]
    public async Task RunAsync([TimerTrigger("5 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var home = board.Names[0];
        if (await new SignalRound(client, FunctionNames.Scan, RoundName.Of(IdPrefix, home)).RunAsync(home, cancellationToken) is { } report)
        {
            Note(report);
        }
    }

    private void Note(SweepReport report)
    {
        logger.LogDebug("Scan: {Findings} findings in {Series} series, {Questions} questions", report.Cost.Findings, report.Cost.Objects, report.Cost.Requests);
        foreach (var gap in report.Gaps)
        {
            logger.LogWarning("The scan could not see: {Gap}", gap);
        }
    }
}

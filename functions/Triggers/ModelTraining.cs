using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Signals.Training;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Has the models of every cluster trained again, once in <c>model_update_interval</c>. What a training could not do, and which series drift, is logged.</summary>
public sealed class ModelTraining(ClusterBoard board, LiveSettings settings, TimeProvider time, ILogger<ModelTraining> logger)
{
    /// <summary>What the id of every training begins with.</summary>
    public const string IdPrefix = "training-";

    [Function(FunctionNames.ModelTraining)]
    public async Task RunAsync([TimerTrigger("50 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var cadence = new Cadence((await settings.ReadAsync(cancellationToken)).Options.Training.UpdateInterval, time.GetUtcNow());
        await Task.WhenAll(board.Names.Select(cluster => TrainAsync(client, cluster, cadence, cancellationToken)));
    }

    /// <summary>A training that failed is tried again at once; one that is under way is left alone.</summary>
    private async Task TrainAsync(DurableTaskClient client, string cluster, Cadence cadence, CancellationToken cancellationToken)
    {
        var id = RoundName.Of(IdPrefix, cluster);
        var last = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        if (last is { IsCompleted: false }) return;
        if (last is { RuntimeStatus: OrchestrationRuntimeStatus.Completed } && !cadence.IsDue(last.CreatedAt)) return;
        Note(cluster, last);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Training, new TrainingRequest(cluster), new StartOrchestrationOptions(id), cancellationToken);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // Another replica was quicker, or the store is down: the next minute tries again.
            logger.LogWarning(refused, "The models of cluster {Cluster} could not be trained", cluster);
        }
    }

    /// <summary>What came of the training before.</summary>
    private void Note(string cluster, OrchestrationMetadata? last)
    {
        if (last?.RuntimeStatus == OrchestrationRuntimeStatus.Failed) logger.LogWarning("The last training of the models of cluster {Cluster} failed: {Reason}", cluster, last.FailureDetails?.ErrorMessage);
        if (last?.RuntimeStatus != OrchestrationRuntimeStatus.Completed || last.ReadOutputAs<TrainingReport>() is not { } report) return;
        logger.LogInformation("Models of cluster {Cluster}: {Trained} trained, {Warming} warming up", cluster, report.Trained, report.Warming);
        foreach (var line in report.Drifted.Select(series => $"{series} is not any more what its model knew").Concat(report.Gaps)) logger.LogWarning("Models of cluster {Cluster}: {Told}", cluster, line);
    }
}

using Autocura.Orchestrations;
using Autocura.Settings;
using Autocura.Signals.Training;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Trains the models of a cluster's services on their history. Repeated, it makes another version.</summary>
public sealed class TrainModels(ModelTrainer trainer, LiveSettings settings)
{
    [Function(FunctionNames.TrainModels)]
    public async Task<TrainingReport> RunAsync([ActivityTrigger] TrainingRequest request, CancellationToken cancellationToken)
    {
        var options = (await settings.ReadAsync(cancellationToken)).Options;
        return await trainer.TrainAsync(request.Cluster, options.Scan, options.Training, cancellationToken);
    }
}

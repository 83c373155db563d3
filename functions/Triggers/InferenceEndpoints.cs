using Autocura.Dashboard;
using Autocura.Ledger.Training;
using Autocura.Orchestrations;
using Autocura.Signals.Inference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Serves the anomaly detector of the home cluster by the Open Inference Protocol and by KServe's first.</summary>
public sealed class InferenceEndpoints(ModelStore models, ClusterBoard board)
{
    /// <summary>For probes, which bear no key.</summary>
    [Function(FunctionNames.InferenceHealth)]
    public Task<IActionResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v2/health/{probe}")] HttpRequest request,
        string probe,
        CancellationToken cancellationToken) => AnswerAsync(request, $"v2/health/{probe}", cancellationToken);

    [Function(FunctionNames.OpenInference)]
    public Task<IActionResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "v2/{*path}")] HttpRequest request,
        string? path,
        CancellationToken cancellationToken) => AnswerAsync(request, $"v2/{path}", cancellationToken);

    [Function(FunctionNames.KServePrediction)]
    public Task<IActionResult> KServeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "v1/{*path}")] HttpRequest request,
        string? path,
        CancellationToken cancellationToken) => AnswerAsync(request, $"v1/{path}", cancellationToken);

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await InferenceBody.ReadAsync(request, cancellationToken);
        var answer = body.Refusal ?? new InferenceProtocol(await models.ShelfAsync(board.Names[0], cancellationToken)).Answer(request.Method, path, body.Content);
        return new InferenceResult(answer);
    }
}

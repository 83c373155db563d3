using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query.Models;

namespace Azure.Monitor.Query;

/// <summary>Asks Azure Monitor's logs in KQL, over the Log Analytics query API and the pipeline of every Azure client.</summary>
public class LogsQueryClient
{
    private readonly HttpPipeline pipeline;
    private readonly Uri endpoint;

    /// <summary>A client of the service at an address, of the public cloud's or another's.</summary>
    public LogsQueryClient(Uri endpoint, TokenCredential credential, LogsQueryClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        this.endpoint = endpoint;
        pipeline = HttpPipelineBuilder.Build(
            options ?? new LogsQueryClientOptions(),
            new BearerTokenAuthenticationPolicy(credential, $"{endpoint.GetLeftPart(UriPartial.Authority)}//.default"));
    }

    /// <summary>A query whose arguments are values and stay values: texts become KQL literals.</summary>
    public static string CreateQuery(FormattableString query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, query.Format, Array.ConvertAll(query.GetArguments(), KustoLiteral.Of));
    }

    /// <summary>Asks a workspace.</summary>
    /// <exception cref="RequestFailedException">The service refused, did not answer, or answered in part when that is not allowed.</exception>
    public virtual Task<Response<LogsQueryResult>> QueryWorkspaceAsync(
        string workspaceId, string query, QueryTimeRange timeRange, LogsQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        QueryAsync($"v1/workspaces/{Uri.EscapeDataString(workspaceId)}/query", query, timeRange, options ?? new LogsQueryOptions(), cancellationToken);

    /// <summary>Asks whatever an Azure resource has logged, in any workspace.</summary>
    /// <exception cref="RequestFailedException">The service refused, did not answer, or answered in part when that is not allowed.</exception>
    public virtual Task<Response<LogsQueryResult>> QueryResourceAsync(
        ResourceIdentifier resourceId, string query, QueryTimeRange timeRange, LogsQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        QueryAsync($"v1/{resourceId.ToString().TrimStart('/')}/query", query, timeRange, options ?? new LogsQueryOptions(), cancellationToken);

    private async Task<Response<LogsQueryResult>> QueryAsync(string path, string query, QueryTimeRange timeRange, LogsQueryOptions options, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(new Uri(endpoint, path));
        request.Headers.Add("Content-Type", "application/json");
        request.Headers.Add("Accept", "application/json");
        if (options.ServerTimeout is { } wait)
        {
            request.Headers.Add("Prefer", $"wait={(int)wait.TotalSeconds}");
            message.NetworkTimeout = wait + TimeSpan.FromSeconds(15);
        }

        request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["query"] = query, ["timespan"] = timeRange.ToInterval() }));
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (message.Response.IsError)
        {
            throw new RequestFailedException(message.Response);
        }

        var result = LogsAnswer.Read(message.Response.Content);
        return result.Error is null || options.AllowPartialErrors
            ? Response.FromValue(result, message.Response)
            : throw new RequestFailedException(message.Response.Status, $"The result was returned but contained a partial error: {result.Error.Message}", result.Error.Code, null);
    }
}

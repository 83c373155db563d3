using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Metrics.Logs;
using Autocura.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query;

namespace Autocura.Functions.Tests.Metrics.Logs;

/// <summary>The reader and its client against an HTTPS server that speaks the query API.</summary>
public sealed class WorkloadLogsTests
{
    private const string Workspace = "6f1c1f4e-3f0a-4c66-9d0a-0d6c6bb6a111";

    private const string Rows = """
        {"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"PodName","type":"string"},{"name":"LogMessage","type":"dynamic"}],
        "rows":[["2030-01-15T11:56:00Z","cart-1-a","connect to postgres://cart:hunter2@db/cart failed\nretrying"],["2030-01-15T11:55:00Z","cart-1-a",null],["2030-01-15T11:54:00Z","cart-1-b",{"level":"error","n":3}]]}]}
        """;

    [Fact]
    public async Task What_the_containers_logged_becomes_lines_redacted_and_on_one_line_each()
    {
        await using var service = await LogService.StartAsync(Rows);
        var evidence = await Reader(service).AddToAsync(Some.Evidence(), CancellationToken.None);
        evidence.Gaps.ShouldBeEmpty();
        evidence.ExternalLogs.ShouldBe([
            "2030-01-15T11:56:00Z cart-1-a connect to postgres://[redacted]@db/cart failed retrying",
            "2030-01-15T11:55:00Z cart-1-a ",
            """2030-01-15T11:54:00Z cart-1-b {"level":"error","n":3}""",
        ]);
    }

    [Fact]
    public async Task The_question_is_about_the_workload_around_the_onset_with_a_token_of_the_service()
    {
        await using var service = await LogService.StartAsync(Rows);
        var odd = Some.Evidence() with { Workload = Some.Cart with { Name = "cart\" | union *" } };
        await Reader(service).AddToAsync(odd, CancellationToken.None);
        var asked = service.Asked.ShouldHaveSingleItem();
        (asked.Path, asked.Authorization).ShouldBe(($"/v1/workspaces/{Workspace}/query", $"Bearer token for {service.Address}//.default"));
        var body = JsonNode.Parse(asked.Body)!;
        body["timespan"]!.GetValue<string>().ShouldBe("2030-01-15T11:45:00.0000000Z/2030-01-15T12:00:00.0000000Z");
        body["query"]!.GetValue<string>().ShouldContain("""PodNamespace == "shop" and PodName startswith strcat("cart\" | union *", '-')""");
        asked.Prefer.ShouldBe("wait=10");
    }

    [Fact]
    public async Task A_resource_may_be_asked_in_place_of_a_workspace()
    {
        await using var service = await LogService.StartAsync(Rows);
        const string Aks = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks";
        await Reader(service, new AzureMonitorOptions { ResourceId = Aks, Endpoint = new Uri(service.Address) }).AddToAsync(Some.Evidence(), CancellationToken.None);
        service.Asked.ShouldHaveSingleItem().Path.ShouldBe($"/v1{Aks}/query");
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"BadArgumentError","message":"The request had some invalid properties"}}""", "The request had some invalid properties")]
    [InlineData(403, """{"error":{"code":"InsufficientAccessError","message":"The provided credentials have insufficient access"}}""", "insufficient access")]
    public async Task A_refusal_is_a_gap_in_the_services_words(int status, string answer, string said)
    {
        await using var service = await LogService.StartAsync(answer, status);
        var evidence = await Reader(service).AddToAsync(Some.Evidence(), CancellationToken.None);
        evidence.Misses(EvidencePart.Logs).ShouldBeTrue();
        evidence.Gaps[0].ShouldContain(said);
    }

    [Fact]
    public async Task An_answer_that_is_not_whole_is_an_answer()
    {
        var partial = JsonNode.Parse(Rows)!;
        partial["error"] = new JsonObject { ["code"] = "PartialError", ["message"] = "There were some errors when processing your query." };
        await using var service = await LogService.StartAsync(partial.ToJsonString());
        (await Reader(service).AddToAsync(Some.Evidence(), CancellationToken.None)).ExternalLogs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Many_long_lines_are_few_and_short()
    {
        var rows = new JsonArray([.. Enumerable.Range(0, 500).Select(_ => (JsonNode)new JsonArray(new string('x', 5000)))]);
        var table = new JsonObject { ["name"] = "PrimaryResult", ["columns"] = new JsonArray(new JsonObject { ["name"] = "m", ["type"] = "string" }), ["rows"] = rows };
        await using var service = await LogService.StartAsync(new JsonObject { ["tables"] = new JsonArray(table) }.ToJsonString());
        var lines = (await Reader(service).AddToAsync(Some.Evidence(), CancellationToken.None)).ExternalLogs;
        (lines.Count, lines.Max(line => line.Length)).ShouldBe((12, 200));
    }

    [Fact]
    public async Task Where_nothing_is_configured_nothing_is_asked_and_nothing_is_missing()
    {
        var evidence = Some.Evidence();
        (await new WorkloadLogs(new AzureMonitorOptions(), client: null, TimeProvider.System).AddToAsync(evidence, CancellationToken.None)).ShouldBe(evidence);
    }

    private static WorkloadLogs Reader(LogService service, AzureMonitorOptions? options = null)
    {
        options ??= new AzureMonitorOptions { WorkspaceId = Workspace, Endpoint = new Uri(service.Address) };
        var terms = new LogsQueryClientOptions { Transport = new HttpClientTransport(service.Client) };
        return new WorkloadLogs(options, new LogsQueryClient(options.Endpoint, new Credential(), terms), TimeProvider.System);
    }

    /// <summary>An identity whose tokens say what they are for.</summary>
    private sealed class Credential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token for {requestContext.Scopes[0]}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}

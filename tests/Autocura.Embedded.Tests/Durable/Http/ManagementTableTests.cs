using System.Text;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>Every route, query parameter, payload and status code of the management API, a row each.</summary>
public sealed class ManagementTableTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    private static readonly Dictionary<string, ManagementRow> Table =
        new[] { StartRows.All, StatusRows.All, ListRows.All, CommandRows.All, PurgeRows.All }.SelectMany(rows => rows).ToDictionary(row => row.ToString());

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_request_is_answered_as_the_Functions_host_answers_it(string name)
    {
        var row = Table[name];
        var id = await server.PrepareAsync(row.Given);

        using var response = await SendAsync(row, id);
        var body = await response.Content.ReadAsStringAsync();

        ((int)response.StatusCode).ShouldBe(row.Status, body);
        if (row.Answer is { } answer) CheckBody(Fill(answer, id), body);
        if (row.Location != "*") response.Headers.Location?.OriginalString.ShouldBe(row.Location is null ? null : Fill(row.Location, id));
        (response.Headers.Location is null).ShouldBe(row.Location is null);
        response.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(row.RetryAfter ?? 0));
        (response.Headers.RetryAfter is null).ShouldBe(row.RetryAfter is null);
        if (row.Then is { } then) JsonPattern.Difference(JsonNode.Parse(Fill(then, id)), await server.GetAsync($"instances/{id}"), partly: true).ShouldBeNull();
    }

    private async Task<HttpResponseMessage> SendAsync(ManagementRow row, string id)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), new Uri(server.Root, Fill(row.Path, id)));
        if (row.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(row.Body, id)));
            if (row.ContentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", row.ContentType);
        }

        if (row.Token is not null) request.Headers.Add("x-ms-continuation-token", row.Token);
        if (row.WaitsSeconds is not { } seconds) return await server.Http.SendAsync(request);

        var wait = TimeSpan.FromSeconds(seconds);
        var waiting = server.Time.WhenWaitingAsync(wait);
        var response = server.Http.SendAsync(request);
        await waiting;
        server.Clock.Advance(wait);
        return await response;
    }

    private static void CheckBody(string expected, string body)
    {
        if (expected.Length == 0) body.ShouldBeEmpty();
        else JsonPattern.Difference(JsonNode.Parse(expected), JsonNode.Parse(body)).ShouldBeNull(body);
    }

    private string Fill(string text, string id) => text
        .Replace("{id}", id)
        .Replace("{root}", server.Root.ToString())
        .Replace("{now}", server.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ"));
}

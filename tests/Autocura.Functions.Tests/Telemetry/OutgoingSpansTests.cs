using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Autocura.Functions.Tests.Cluster;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Telemetry;

/// <summary>What is told of a request to another server.</summary>
[Collection(nameof(Listeners))]
public sealed class OutgoingSpansTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public OutgoingSpansTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OutgoingSpans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.OK, ActivityStatusCode.Unset, null)]
    [InlineData(HttpStatusCode.BadGateway, ActivityStatusCode.Error, "502")]
    public async Task Method_server_and_answer_are_told_and_no_address(HttpStatusCode status, ActivityStatusCode told, string? error)
    {
        using var around = Around();
        using var http = new HttpClient(new OutgoingSpans("metrics", new Answering(() => new HttpResponseMessage(status))));
        using var answer = await http.GetAsync(new Uri("http://key:word@prometheus:9090/secret/path?token=secret"));

        var span = spans.ShouldHaveSingleItem();
        (span.OperationName, span.Kind, span.Status, span.GetTagItem(HttpSpan.ErrorType)).ShouldBe(("GET metrics", ActivityKind.Client, told, error));
        span.TagObjects.Where(tag => tag.Key != HttpSpan.ErrorType).Select(tag => $"{tag.Key}={tag.Value}")
            .ShouldBe(["peer.service=metrics", "http.request.method=GET", "server.address=prometheus", "server.port=9090", $"http.response.status_code={(int)status}"]);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error()
    {
        using var around = Around();
        using var http = new HttpClient(new OutgoingSpans("metrics", new Answering(() => throw new HttpRequestException("gone"))));
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://prometheus:9090/")));

        spans.ShouldHaveSingleItem().GetTagItem(HttpSpan.ErrorType).ShouldBe("HttpRequestException");
    }

    [Fact]
    public async Task What_belongs_to_nothing_that_is_traced_is_no_trace_of_its_own()
    {
        Activity.Current = null;
        using var http = new HttpClient(new OutgoingSpans("metrics", new Answering(() => new HttpResponseMessage())));
        using var answer = await http.GetAsync(new Uri("http://prometheus:9090/"));

        spans.ShouldBeEmpty();
    }

    private static Activity Around() => new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}

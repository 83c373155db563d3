using System.Net;
using System.Net.Http.Json;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using JsonBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Autocura.Embedded.Tests.Hosting.Http;

public sealed class HttpFunctionsTests
{
    [Fact]
    public async Task An_action_result_is_written_as_camel_case_json()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Answers));
        var response = await host.Http.GetAsync("/api/answers/action");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"instanceId":"a","readyReplicas":3}""");
    }

    [Theory]
    [InlineData("/api/answers/minimal", HttpStatusCode.Created, """{"instanceId":"b","readyReplicas":4}""")]
    [InlineData("/api/answers/poco", HttpStatusCode.OK, """{"instanceId":"c","readyReplicas":5}""")]
    [InlineData("/api/answers/text", HttpStatusCode.OK, "plain words")]
    [InlineData("/api/answers/own", HttpStatusCode.NonAuthoritativeInformation, "written by the function")]
    [InlineData("/api/answers/failing", HttpStatusCode.InternalServerError, "")]
    public async Task Whatever_a_function_returns_is_written(string path, HttpStatusCode status, string body)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Answers));
        var response = await host.Http.GetAsync(path);
        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Theory]
    [InlineData("/", "the page")]
    [InlineData("/routes/7", "number 7")]
    [InlineData("/routes/seven", "word seven")]
    [InlineData("/optional", "nothing")]
    [InlineData("/optional/x%2Fy", "x%2Fy")]
    [InlineData("/Unrouted", "by name")]
    [InlineData("/rest/a/b/c", "a/b/c")]
    public async Task Routes_follow_their_templates_and_constraints(string path, string answer)
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Routes));
        (await host.Http.GetStringAsync(path)).ShouldBe(answer);
    }

    [Fact]
    public async Task A_route_value_that_does_not_convert_is_the_callers_mistake()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Routes));
        var response = await host.Http.GetAsync("/day/someday");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe("'someday' is not a value for 'day' (DayOfWeek).");
        (await host.Http.GetStringAsync("/day/Tuesday")).ShouldBe("2");
    }

    [Fact]
    public async Task The_body_binds_from_json_in_any_case_and_a_broken_one_is_refused()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Routes));
        var good = await host.Http.PostAsJsonAsync("/body", new { INSTANCEID = "z", readyReplicas = 2 });
        (await good.Content.ReadAsStringAsync()).ShouldBe("z has 2");
        var bad = await host.Http.PostAsync("/body", new StringContent("{\"instanceId\":"));
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadAsStringAsync()).ShouldStartWith("The body is not JSON of the expected shape");
    }

    [Fact]
    public async Task A_method_that_is_not_listed_is_no_route_as_on_Azure()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Answers), typeof(Routes));
        (await host.Http.PostAsync("/api/answers/action", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Http.DeleteAsync("/Unrouted")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_route_prefix_of_the_host_file_stands_before_every_route()
    {
        await using var host = await HostUnderTest.StartAsync(new HostUnderTest.Setup { HostFile = new HostFile { RoutePrefix = "v1" } }, typeof(Routes));
        (await host.Http.GetStringAsync("/v1/routes/7")).ShouldBe("number 7");
        (await host.Http.GetStringAsync("/v1")).ShouldBe("the page");
        (await host.Http.GetAsync("/routes/7")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_body_of_twenty_megabytes_arrives_whole()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Routes));
        var response = await host.Http.PostAsync("/length", new ByteArrayContent(new byte[20 * 1024 * 1024]));
        (await response.Content.ReadAsStringAsync()).ShouldBe("20971520");
    }

    [Fact]
    public async Task A_disabled_function_is_not_served()
    {
        var setup = new HostUnderTest.Setup { Settings = { ["AzureWebJobs.Unrouted.Disabled"] = "true", ["AzureWebJobs:Page:Disabled"] = "1" } };
        await using var host = await HostUnderTest.StartAsync(setup, typeof(Routes));
        (await host.Http.GetAsync("/Unrouted")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Http.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Http.GetAsync("/routes/7")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public sealed record Reply(string InstanceId, int ReadyReplicas);

    public sealed class Answers
    {
        private const AuthorizationLevel Anyone = AuthorizationLevel.Anonymous;

        [Function("AnswersAction")]
        public IActionResult Action([HttpTrigger(Anyone, "get", Route = "api/answers/action")] HttpRequest request) => new AcceptedResult((string?)null, new Reply("a", 3));

        [Function("AnswersMinimal")]
        public static async Task<IResult> MinimalAsync([HttpTrigger(Anyone, "get", Route = "api/answers/minimal")] HttpRequest request)
        {
            await Task.Yield();
            return Results.Json(new Reply("b", 4), statusCode: 201);
        }

        [Function("AnswersPoco")]
        public ValueTask<Reply> Poco([HttpTrigger(Anyone, "get", Route = "api/answers/poco")] HttpRequest request) => new(new Reply("c", 5));

        [Function("AnswersText")]
        public string Text([HttpTrigger(Anyone, "get", Route = "api/answers/text")] HttpRequest request) => "plain words";

        [Function("AnswersOwn")]
        public async Task OwnAsync([HttpTrigger(Anyone, "get", Route = "api/answers/own")] HttpRequest request, FunctionContext context, CancellationToken cancellation)
        {
            var http = context.GetHttpContext()!;
            http.ShouldBeSameAs(request.HttpContext);
            http.Response.StatusCode = 203;
            await http.Response.WriteAsync("written by the function", cancellation);
        }

        [Function("AnswersFailing")]
        public string Failing([HttpTrigger(Anyone, "get", Route = "api/answers/failing")] HttpRequest request) => throw new InvalidOperationException("not for the caller's eyes");
    }

    public sealed class Routes
    {
        private const AuthorizationLevel Anyone = AuthorizationLevel.Anonymous;

        [Function("Page")]
        public string Page([HttpTrigger(Anyone, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) => "the page";

        [Function("Number")]
        public string Number([HttpTrigger(Anyone, "get", Route = "routes/{id:int}")] HttpRequest request, int id) => $"number {id}";

        [Function("Word")]
        public string Word([HttpTrigger(Anyone, "get", Route = "routes/{id:alpha}")] HttpRequest request, string id) => $"word {id}";

        [Function("Optional")]
        public string Optional([HttpTrigger(Anyone, "get", Route = "optional/{id?}")] HttpRequest request, string? id) => id ?? "nothing";

        [Function("Rest")]
        public string Rest([HttpTrigger(Anyone, "get", Route = "rest/{*path}")] HttpRequest request, string path) => path;

        [Function("Day")]
        public string Day([HttpTrigger(Anyone, "get", Route = "day/{day}")] HttpRequest request, DayOfWeek day) => $"{(int)day}";

        [Function("Unrouted")]
        public string Unrouted([HttpTrigger(Anyone)] HttpRequest request) => "by name";

        [Function("Body")]
        public string Body([HttpTrigger(Anyone, "post", Route = "body")] HttpRequest request, [JsonBody] Reply body) => $"{body.InstanceId} has {body.ReadyReplicas}";

        [Function("Length")]
        public async Task<string> LengthAsync([HttpTrigger(Anyone, "post", Route = "length")] HttpRequest request)
        {
            using var copy = new MemoryStream();
            await request.Body.CopyToAsync(copy);
            return $"{copy.Length}";
        }
    }
}

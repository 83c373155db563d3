using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Hosting.Invocation;

public sealed class FunctionIndexTests
{
    [Fact]
    public void Functions_are_found_by_their_attributes_whatever_their_class()
    {
        var index = FunctionIndex.Of([typeof(Good), typeof(GoodStatics), typeof(string)]);
        index.Functions.Select(f => $"{f.Name} {f.TriggerKind}").ShouldBe(
            ["Act activityTrigger", "Http httpTrigger", "Orchestrate orchestrationTrigger", "Tick timerTrigger"]);
        index.Find("ORCHESTRATE")!.EntryPoint.ShouldEndWith("GoodStatics.Run");
        FunctionBody.Prepare(index.Functions).Count.ShouldBe(4);
    }

    [Fact]
    public void Two_functions_of_one_name_are_both_named() =>
        Problem(typeof(Good), typeof(SameName)).ShouldContain($"The name 'Http' is used by {typeof(Good).FullName}.Http and {typeof(SameName).FullName}.Http");

    [Theory]
    [InlineData(typeof(NoTrigger), "function 'NoTrigger' has 0 triggers")]
    [InlineData(typeof(TwoTriggers), "function 'TwoTriggers' has 2 triggers")]
    [InlineData(typeof(Queued), "function 'Queue' has a queueTrigger, which this host does not serve")]
    [InlineData(typeof(OddName), "'2nd' is not a function name")]
    [InlineData(typeof(Hidden), "the method of function 'Hidden' must be public")]
    [InlineData(typeof(NotRequest), "nothing fills parameter 'body' (String) of function 'NotRequest'")]
    [InlineData(typeof(NotTimer), "nothing fills parameter 'timer' (DateTime) of function 'NotTimer'")]
    [InlineData(typeof(Injected), "nothing fills parameter 'http' (HttpClient) of function 'Injected'")]
    [InlineData(typeof(NotRouted), "nothing fills parameter 'nmae' (String) of function 'NotRouted'")]
    [InlineData(typeof(NotClient), "nothing fills parameter 'client' (Object) of function 'NotClient'")]
    [InlineData(typeof(HostsRoute), "begins with 'admin', which belongs to the host")]
    [InlineData(typeof(BadRoute), "the route 'a/{b' of function 'BadRoute' is malformed")]
    [InlineData(typeof(SameRoute), "The route 'get /one' is taken by 'SameRoute1' and 'SameRoute2'.")]
    public void What_cannot_be_hosted_is_refused_with_its_name(Type type, string problem) => Problem(type).ShouldContain(problem);

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var message = Should.Throw<FunctionIndexException>(() => FunctionIndex.Of([typeof(NoTrigger), typeof(TwoTriggers), typeof(OddName)])).Message;
        message.Split('\n').Length.ShouldBe(4);
    }

    private static string Problem(params Type[] types) => Should.Throw<FunctionIndexException>(() =>
    {
        var index = FunctionIndex.Of(types);
        HttpRoute.Of(index.Functions, "");
        FunctionBody.Prepare(index.Functions);
    }).Message;

    public sealed class Good
    {
        [Function("Http")]
        public string Http([HttpTrigger("get", Route = "x/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, FunctionContext context, CancellationToken cancellation) => id;

        [Function("Tick")]
        public void Tick([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context)
        {
        }

        [Function("Act")]
        public int Act([ActivityTrigger] string input, CancellationToken cancellation) => input.Length;

        public void Other(string text)
        {
        }
    }

    public static class GoodStatics
    {
        [Function("Orchestrate")]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, string input) => Task.FromResult(input);
    }

    public sealed class SameName
    {
        [Function("http")]
        public void Http([HttpTrigger("get", Route = "y")] HttpRequest request)
        {
        }
    }

    public sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public void Run(string text)
        {
        }
    }

    public sealed class TwoTriggers
    {
        [Function("TwoTriggers")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, [ActivityTrigger] string input)
        {
        }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class QueueTriggerAttribute : TriggerBindingAttribute;

    public sealed class Queued
    {
        [Function("Queue")]
        public void Run([QueueTrigger] string message)
        {
        }
    }

    public sealed class OddName
    {
        [Function("2nd")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public sealed class Hidden
    {
        [Function("Hidden")]
        internal void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public sealed class NotRequest
    {
        [Function("NotRequest")]
        public void Run([HttpTrigger] string body)
        {
        }
    }

    public sealed class NotTimer
    {
        [Function("NotTimer")]
        public void Run([TimerTrigger("0 * * * * *")] DateTime timer)
        {
        }
    }

    public sealed class Injected
    {
        [Function("Injected")]
        public void Run([ActivityTrigger] string input, HttpClient http)
        {
        }
    }

    public sealed class NotRouted
    {
        [Function("NotRouted")]
        public void Run([HttpTrigger(Route = "x/{name}")] HttpRequest request, string nmae)
        {
        }
    }

    public sealed class NotClient
    {
        [Function("NotClient")]
        public void Run([HttpTrigger] HttpRequest request, [DurableClient] object client)
        {
        }
    }

    public sealed class HostsRoute
    {
        [Function("HostsRoute")]
        public void Run([HttpTrigger(Route = "admin/x")] HttpRequest request)
        {
        }
    }

    public sealed class BadRoute
    {
        [Function("BadRoute")]
        public void Run([HttpTrigger(Route = "a/{b")] HttpRequest request)
        {
        }
    }

    public sealed class SameRoute
    {
        [Function("SameRoute1")]
        public void One([HttpTrigger("get", "post", Route = "one")] HttpRequest request)
        {
        }

        [Function("SameRoute2")]
        public void Two([HttpTrigger("GET", Route = "One")] HttpRequest request)
        {
        }
    }
}

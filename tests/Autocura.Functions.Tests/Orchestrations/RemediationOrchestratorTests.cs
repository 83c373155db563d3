using System.Net;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>How a plan is carried out whose steps take their time, on the real engine and a clock of the test's own.</summary>
public sealed class RemediationOrchestratorTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-remediation-");
    private readonly ManualTime clock = new();
    private readonly StepScript steps = new();
    private FunctionHost host = null!;

    private DurableEngine Engine => host.Services.GetRequiredService<DurableEngine>();

    public async Task InitializeAsync()
    {
        host = await FunctionHost.StartAsync(Options(), clock);
        await Engine.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Engine.StopAsync();
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_step_that_is_under_way_is_applied_again_until_it_is_done()
    {
        steps.RoundsNeeded["slow"] = 4;

        var execution = await RunAsync("quick", "slow");

        execution.Result.ShouldBe(ExecutionResult.Done, execution.Reason);
        execution.Receipts.Select(receipt => receipt.Result).ShouldBe([ReceiptResult.Applied, ReceiptResult.Applied]);
        steps.Applied.ShouldBe(["quick", "slow", "slow", "slow", "slow"]);
    }

    [Fact]
    public async Task A_step_that_is_not_done_by_its_deadline_is_taken_back_with_those_before_it()
    {
        steps.RoundsNeeded["slow"] = int.MaxValue;

        var execution = await RunAsync("quick", "slow", "never");

        execution.Result.ShouldBe(ExecutionResult.TakenBack);
        execution.Reason.ShouldBe("not yet It was not done within 60 s.");
        steps.Applied.Count(name => name == "slow").ShouldBe(7);
        steps.Applied.ShouldNotContain("never");
        steps.Reverted.ShouldBe(["slow", "quick"]);
    }

    [Fact]
    public async Task What_is_refused_while_it_was_under_way_ends_there()
    {
        steps.RoundsNeeded["slow"] = int.MaxValue;
        steps.RefusedAtRound["slow"] = 3;

        var execution = await RunAsync("quick", "slow");

        execution.Result.ShouldBe(ExecutionResult.TakenBack);
        execution.Reason.ShouldBe("somebody uncordoned it");
        steps.Reverted.ShouldBe(["quick"]);
    }

    private async Task<Execution> RunAsync(params string[] actions)
    {
        var plan = new RemediationPlan
        {
            Id = "cart-1/1",
            Attempt = 1,
            Cause = "NodePressure",
            Probability = 0.9,
            Steps = [.. actions.Select(action => new PlanStep(action, new ObjectRef("v1", "Node", "", action), new Dictionary<string, string>(), "test"))],
            Strategy = "all of it",
            Risk = 0.1,
            BlastRadius = BlastRadius.Node,
            SettleTime = TimeSpan.Zero,
        };
        var instance = await Engine.Client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Remediation, Order(plan), CancellationToken.None);
        await Engine.WhenIdleAsync();
        while (Engine.NextTimerDue is { } due)
        {
            clock.AdvanceTo(due < clock.GetUtcNow() ? clock.GetUtcNow() : due);
            await Engine.WhenIdleAsync();
        }

        var ended = await Engine.Client.GetInstanceAsync(instance, getInputsAndOutputs: true);
        return ended.ShouldNotBeNull().ReadOutputAs<Execution>().ShouldNotBeNull();
    }

    private static RemediationOrder Order(RemediationPlan plan) => new()
    {
        Plan = plan,
        Hold = new BrakeHold { Cluster = "test", Holder = "test", Locked = [], Settings = new ReviewSettings() },
        Sights = [.. plan.Steps.Select(step => new StepSight(step.Target.ToString(), "", ""))],
    };

    private FunctionHostOptions Options() => new()
    {
        FunctionTypes = [typeof(RemediationOrchestrator), typeof(SlowSteps)],
        Port = ReservedPort.Take(IPAddress.Loopback, 0),
        DataFolder = folder.FullName,
        HostFile = new HostFile { RoutePrefix = "" },
        UseEnvironment = false,
        Configure = app =>
        {
            app.Services.AddSingleton(steps);
            app.Services.AddSingleton<TimeProvider>(clock);
            app.Services.AddSingleton(services => new DurableEngine(
                new DurableEngineOptions { DatabasePath = Path.Combine(folder.FullName, "durable.db"), Paranoid = true },
                services.GetRequiredService<IFunctionInvoker>(),
                clock,
                services.GetRequiredService<ILoggerFactory>()));
            app.Services.AddSingleton<DurableTaskClient>(services => services.GetRequiredService<DurableEngine>().Client);
        },
    };
}

/// <summary>Which steps need several rounds, and what became of each.</summary>
internal sealed class StepScript
{
    public Dictionary<string, int> RoundsNeeded { get; } = [];

    public Dictionary<string, int> RefusedAtRound { get; } = [];

    public List<string> Applied { get; } = [];

    public List<string> Reverted { get; } = [];
}

/// <summary>The activities of a remediation, by a script.</summary>
internal sealed class SlowSteps(StepScript script)
{
    [Function(FunctionNames.PrepareStep)]
    public PreparedStep Prepare([ActivityTrigger] StepOrder order) =>
        new() { Key = order.Key, Action = order.Step.Action, Target = order.Step.Target, Deadline = TimeSpan.FromSeconds(60) };

    [Function(FunctionNames.ApplyStep)]
    public ActionReceipt Apply([ActivityTrigger] StepToApply order)
    {
        var step = order.Step;
        script.Applied.Add(step.Action);
        var round = script.Applied.Count(name => name == step.Action);
        var receipt = ActionReceipt.Expected(step) with { IsExpected = false };
        return round >= script.RefusedAtRound.GetValueOrDefault(step.Action, int.MaxValue) ? receipt with { Result = ReceiptResult.Refused, Reason = "somebody uncordoned it" }
            : round >= script.RoundsNeeded.GetValueOrDefault(step.Action, 1) ? receipt
            : receipt with { Result = ReceiptResult.Underway, Reason = "not yet", After = TimeSpan.FromSeconds(10) };
    }

    [Function(FunctionNames.RevertStep)]
    public ActionReceipt Revert([ActivityTrigger] StepToRevert order)
    {
        script.Reverted.Add(order.Receipt.Action);
        return order.Receipt with { Result = ReceiptResult.Reverted };
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Support.LanguageModels;

namespace Autocura.Scenarios.Stories;

/// <summary>
/// An incident whose rules do not know the cause (the rule for it is taken out of the app), and a language model that names one: people decide, what becomes of it is measured, and the model's word weighs by that.
/// </summary>
public sealed class AdviceStories
{
    private const string Own = AdviceStage.Own;
    private const string Group = AdviceStage.Group;
    private const string Adviser = "LanguageModel.OPENAI.test-1";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task What_a_model_proposes_rightly_waits_for_a_person_heals_and_makes_it_trusted_more()
    {
        await using var model = await ModelServer.StartAsync();
        model.Says = _ => SomeAnswer.Naming(Cause.BadImage, ActionNames.RollBackRelease, 0.9, (ActionParameters.ToRevision, "previous"));
        await using var story = await AdviceStage.StartAsync(model, OperatingMode.Auto);

        var waiting = await WaitingAsync(story);

        waiting.Plan!.Strategy.ShouldStartWith($"RollBackRelease on Deployment shop/cart: proposed by OPENAI test-1 for BadImage");
        waiting.Plan.Verdict.ShouldContain("It rests on the word of a language model alone (OPENAI test-1)");
        story.Mutations().ShouldBeEmpty();
        waiting.Causes[0].Cause.ShouldBe(Cause.Unknown);

        await ApproveAsync(story, waiting);
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        (Learned(story)["helped"]!.GetValue<int>(), Learned(story)["failed"]!.GetValue<int>()).ShouldBe((1, 0));
        // Of remedies and causes nothing is learned by a guess.
        story.Store.Find(LearnedKey)!["data"]!.AsObject().Select(entry => entry.Key).ShouldBe([Adviser]);
        story.Store.Find(new ObjectKey(Group, "issues", "shop", status.RecordName))!["metadata"]!["labels"]!.AsObject().ContainsKey("autocura.io/confirmed-cause").ShouldBeFalse();
        model.Asked.ShouldAllBe(request => request.Path == "/v1/chat/completions" && request.Authorization == $"Bearer {ModelServer.Key}" && !request.Body.Contains(ModelServer.Key));
    }

    [Fact]
    public async Task What_a_model_said_stands_beside_what_the_rules_say()
    {
        await using var model = await ModelServer.StartAsync();
        model.Says = _ => SomeAnswer.Naming(Cause.BadImage, ActionNames.RollBackRelease, 0.9, (ActionParameters.ToRevision, "previous"));
        await using var story = await AdviceStage.StartAsync(model, OperatingMode.Suggest);
        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("suggested is RollBackRelease on Deployment shop/cart");
        story.Mutations().ShouldBeEmpty();
        var advice = Insight(story, status, "advice");
        (advice["spec"]!["provider"]!.GetValue<string>(), advice["spec"]!["model"]!.GetValue<string>()).ShouldBe(("OPENAI", "test-1"));
        advice["status"]!["conditions"]![0]!["reason"]!.GetValue<string>().ShouldBe("Answered");
        advice["status"]!["suggestedActions"]![0]!["action"]!.GetValue<string>().ShouldBe("RollBackRelease");
        advice["status"]!["usage"]!["questionTokens"]!.GetValue<int>().ShouldBe(1000);
        advice["status"]!["trust"]!["weight"]!.GetValue<double>().ShouldBe(Math.Pow(2, 0.9), 0.001);
        var answer = (await story.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{StoryHost.Workload("cart").InstanceId}/diagnosis"))!["advice"]!;
        (answer["isAnswered"]!.GetValue<bool>(), answer["reason"]!.GetValue<string>(), answer["model"]!.GetValue<string>()).ShouldBe((true, "Answered", "test-1"));
        answer["causes"]![0]!["cause"]!.GetValue<string>().ShouldBe("BadImage");
        answer["suggestedActions"]![0]!["action"]!.GetValue<string>().ShouldBe("RollBackRelease");
        var ranked = Insight(story, status, "insight");
        ranked["spec"]!["provider"]!.GetValue<string>().ShouldBe("Deterministic");
        ranked["status"]!["hypotheses"]!.AsArray().ShouldContain(one => one!["cause"]!.GetValue<string>() == "BadImage" && one["clues"]![0]!["text"]!.GetValue<string>().StartsWith("OPENAI test-1 names it, 90% sure"));
        story.Store.Find(ObjectKey.Core("configmaps", Own, "autocura-tokens"))!["data"]!["2026-01-05"]!.GetValue<string>().ShouldBe($"{1100 * model.Asked.Count}");
    }

    [Fact]
    public async Task What_a_model_proposes_wrongly_is_undone_and_makes_it_trusted_less()
    {
        await using var model = await ModelServer.StartAsync();
        model.Says = _ => SomeAnswer.Naming(Cause.MemoryLeak, ActionNames.RestartWorkload);
        await using var story = await AdviceStage.StartAsync(model, OperatingMode.Auto, ("Autocura:RecoverWithin", "00:03:00"), ("Autocura:HoldFor", "00:00:30"));
        var before = story.Store.Find(ObjectKey.Apps("deployments", "shop", "cart"))!["spec"]!["template"]!.DeepClone();

        var waiting = await WaitingAsync(story);
        waiting.Plan!.Strategy.ShouldStartWith("RestartWorkload on Deployment shop/cart: proposed by OPENAI test-1 for MemoryLeak");
        await ApproveAsync(story, waiting);
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(30));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, outcome.Reason);
        (Learned(story)["helped"]!.GetValue<int>(), Learned(story)["failed"]!.GetValue<int>()).ShouldBe((0, 1));
        var restarted = story.Store.Find(ObjectKey.Apps("deployments", "shop", "cart"))!["spec"]!["template"]!;
        restarted["metadata"]!["annotations"]?.ToJsonString().ShouldBe(before["metadata"]!["annotations"]?.ToJsonString());
        // Asked again in the second attempt, it weighs less, and what it proposed is not tried twice.
        var advice = Insight(story, status, "advice")["status"]!["trust"]!;
        (advice["cases"]!.GetValue<int>(), advice["right"]!.GetValue<int>(), advice["expected"]!.GetValue<double>()).ShouldBe((1, 0, 0.4));
        advice["weight"]!.GetValue<double>().ShouldBeLessThan(Math.Pow(2, 0.9));

        using var forgotten = await story.Http.DeleteAsync(new Uri("api/learning?cause=LanguageModel&by=ana", UriKind.Relative));
        forgotten.StatusCode.ShouldBe(HttpStatusCode.OK);
        (story.Store.Find(LearnedKey)!["data"] as JsonObject)?.ContainsKey(Adviser).ShouldBeFalse();
    }

    [Theory]
    [InlineData(ModelFault.Silent, "00:00:00.7", "TimedOut")]
    [InlineData(ModelFault.Broken, "00:00:30", "ServerError")]
    [InlineData(ModelFault.NoJson, "00:00:30", "Garbled")]
    public async Task A_model_that_fails_holds_up_nothing_and_its_failure_is_told(ModelFault fault, string within, string reason)
    {
        await using var model = await ModelServer.StartAsync();
        model.Fails = _ => fault;
        await using var story = await AdviceStage.StartAsync(model, OperatingMode.Auto, ("Autocura:LanguageModel:Within", within));
        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldStartWith("The cause is not known");
        Insight(story, status, "advice")["status"]!["conditions"]![0]!["reason"]!.GetValue<string>().ShouldBe(reason);
    }

    [Fact]
    public async Task Where_the_rules_are_sure_no_model_is_asked()
    {
        await using var model = await ModelServer.StartAsync();
        await using var story = await AdviceStage.StartAsync(model, OperatingMode.Auto);
        await story.PlayAsync("out-of-memory");
        var (outcome, status) = await story.EndAsync("catalog", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        model.Asked.ShouldBeEmpty();
        story.Store.Find(new ObjectKey(Group, "aiinsights", "shop", $"{status.RecordName}-advice")).ShouldBeNull();
    }

    private static readonly ObjectKey LearnedKey = ObjectKey.Core("configmaps", Own, "autocura-learning");

    private static JsonNode Learned(StoryHost story) => JsonNode.Parse(story.Store.Find(LearnedKey)!["data"]![Adviser]!.GetValue<string>())!;

    private static JsonObject Insight(StoryHost story, IncidentStatus status, string which) => story.Store.Find(new ObjectKey(Group, "aiinsights", "shop", $"{status.RecordName}-{which}"))!;

    private static async Task<IncidentStatus> WaitingAsync(StoryHost story)
    {
        await story.PlayAsync("bad-image");
        return await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Soon);
    }

    private static async Task ApproveAsync(StoryHost story, IncidentStatus waiting)
    {
        using var answer = await story.Http.PostAsJsonAsync($"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval", new { planId = waiting.Plan!.Id, approved = true, by = "ana" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }
}

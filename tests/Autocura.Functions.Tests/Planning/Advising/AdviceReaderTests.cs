using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Planning.Advising;
using Autocura.Support;
using Autocura.Support.LanguageModels;

namespace Autocura.Functions.Tests.Planning.Advising;

public sealed class AdviceReaderTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "$" },
        { "null", "null" },
        { "[]", "$" },
        { "I do not know.", "$" },
        { "{}", "$" },
        { SomeAnswer.Nothing()[..^1], "$" },
        { $"{SomeAnswer.Nothing()} and more", "$" },
        { $"```json\n{SomeAnswer.Nothing()}\n``` and more", "$" },
        { Changed(answer => answer["mode"] = "auto"), "$" },
        { Changed(answer => answer.Remove("confidence")), "$" },
        { Changed(answer => answer["confidence"] = "high"), "$.confidence" },
        { Changed(answer => answer["confidence"] = 1.01), "confidence lies outside" },
        { Changed(answer => answer["confidence"] = -0.1), "confidence lies outside" },
        { Changed(answer => answer["analysis"] = null), "$.analysis" },
        { Changed(answer => answer["analysis"] = new string('x', 2001)), "analysis is longer" },
        { Changed(answer => answer["recommendations"] = new JsonArray("1", "2", "3", "4", "5", "6")), "recommendations" },
        { Changed(answer => answer["recommendations"] = new JsonArray((JsonNode?)null)), "null" },
        { Changed(answer => answer["recommendations"] = new JsonArray(new string('x', 501))), "a text is longer" },
        { Changed(answer => answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis("NothingWrong"))), "a cause that is none of those given" },
        { Changed(answer => answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis("Unknown"))), "a cause that is none of those given" },
        { Changed(answer => answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis("badimage"))), "a cause that is none of those given" },
        { Changed(answer => answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis(Cause.BadImage, 2))), "the confidence of a hypothesis" },
        { Changed(answer => answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis(Cause.BadImage, name: "payment"))), "an object that the evidence does not" },
        { Changed(answer => answer["hypotheses"] = new JsonArray([.. Enumerable.Range(0, 4).Select(_ => SomeAnswer.Hypothesis(Cause.BadImage))])), "more than 3 hypotheses" },
        { Changed(answer => answer["suggestedActions"] = new JsonArray([.. Enumerable.Range(0, 4).Select(_ => SomeAnswer.Action("RollBackRelease", "Deployment", "shop", "cart"))])), "more than 3 suggestedActions" },
        { $$"""{"analysis":"a","analysis":"b","confidence":0,"recommendations":[],"hypotheses":[],"suggestedActions":[]}""", "$" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_exactly_of_the_form_is_refused_and_said_where(string text, string told)
    {
        var advice = AdviceReader.Read(text, SomeAdvice.Scene());

        (advice.Result, advice.Reason).ShouldBe((AdviceResult.Refused, "NotTheSchema"));
        advice.Told.ShouldContain(told);
        (advice.Causes.Count, advice.Actions.Count, advice.Analysis).ShouldBe((0, 0, ""));
    }

    [Fact]
    public void What_is_too_long_is_not_looked_at() => AdviceReader.Read(new string(' ', AdviceReader.Longest + 1), SomeAdvice.Scene()).Reason.ShouldBe("TooLong");

    [Theory]
    [InlineData("")]
    [InlineData("```json\n")]
    [InlineData("```\n")]
    public void An_answer_of_the_form_is_taken(string fence)
    {
        var text = SomeAnswer.Naming(Cause.BadImage, ActionNames.RollBackRelease, 0.8, (ActionParameters.ToRevision, "previous"));

        var advice = AdviceReader.Read(fence.Length > 0 ? $" {fence}{text}\n``` " : $"\n{text}\n", SomeAdvice.Scene());

        advice.Result.ShouldBe(AdviceResult.Answered, advice.Told);
        advice.Causes.ShouldHaveSingleItem().ShouldBe(new AdvisedCause(Cause.BadImage, Some.Cart.Target(), 0.8, "The pods say so."));
        var action = advice.Actions.ShouldHaveSingleItem();
        (action.Cause, action.Remedy.Action, action.Remedy.Target).ShouldBe((Cause.BadImage, ActionNames.RollBackRelease, Some.Cart.Target()));
        action.Remedy.Parameters.ShouldBe(new Dictionary<string, string> { [ActionParameters.ToRevision] = "previous" });
        // Its own reason is nowhere that a plan would repeat it.
        action.Remedy.Why.ShouldBe("proposed by OPENAI test-1 for BadImage");
    }

    [Fact]
    public void It_is_no_surer_of_a_cause_than_of_itself()
    {
        var answer = SomeAnswer.Of(0.3);
        answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis(Cause.BadImage, 1));

        AdviceReader.Read(answer.ToJsonString(), SomeAdvice.Scene()).Causes.Single().Confidence.ShouldBe(0.3);
    }

    [Fact]
    public void Letters_that_nobody_sees_are_taken_out()
    {
        var answer = SomeAnswer.Of();
        answer["analysis"] = "a\u0000b\u202Ec\u200Bd\U000E0041e\nf";

        AdviceReader.Read(answer.ToJsonString(), SomeAdvice.Scene()).Analysis.ShouldBe("a bcde f");
    }

    [Theory]
    [InlineData("PatchConfig", "Deployment", "cart", "", "", "no model may propose it")]
    [InlineData("Nonsense", "Deployment", "cart", "", "", "no model may propose it")]
    [InlineData("RestartWorkload", "Deployment", "cart", "", "", "it is meant for none of the causes named (BadImage, TrafficSurge, OutOfMemory, ServicePortMismatch)")]
    [InlineData("RollBackRelease", "Deployment", "payment", "", "", "the evidence names no such object")]
    [InlineData("RollBackRelease", "Pod", "cart-2-a", "", "", "it is not done to a Pod")]
    [InlineData("RollBackRelease", "Deployment", "cart", "force", "true", "it takes no parameter 'force'")]
    [InlineData("ScaleWorkload", "Deployment", "cart", "", "", "parameter 'replicas' is missing")]
    [InlineData("ScaleWorkload", "Deployment", "cart", "replicas", "many", "parameter 'replicas' must be a whole number of 1 or more")]
    [InlineData("ScaleWorkload", "Deployment", "cart", "replicas", "+1", "parameter 'replicas' must be an amount")]
    [InlineData("ScaleWorkload", "Deployment", "cart", "replicas", "7", "parameter 'replicas' is more than 3 times of what is there now")]
    [InlineData("AdjustResources", "Deployment", "cart", "memoryLimit", "1Gi", "parameter 'memoryLimit' is more than 3 times of what is there now")]
    [InlineData("AdjustResources", "Deployment", "cart", "cpuLimit", "1", "what 'cpuLimit' is now is not known")]
    [InlineData("AdjustResources", "Deployment", "cart", "", "", "one of the parameters")]
    [InlineData("RepairService", "Service", "cart", "targetPort", "80\u200B80", "holds what cannot be seen")]
    public void A_proposal_that_may_not_be_is_refused_alone_and_by_its_reason(string action, string kind, string name, string parameter, string value, string why)
    {
        var answer = SomeAnswer.Of();
        answer["hypotheses"] = new JsonArray(SomeAnswer.Hypothesis(Cause.BadImage), SomeAnswer.Hypothesis(Cause.TrafficSurge), SomeAnswer.Hypothesis(Cause.OutOfMemory));
        if (action == "RepairService") answer["hypotheses"]!.AsArray()[0] = SomeAnswer.Hypothesis(Cause.ServicePortMismatch);
        (string, string)[] parameters = parameter.Length > 0 ? [(parameter, value)] : [];
        answer["suggestedActions"] = new JsonArray(SomeAnswer.Action(action, kind, "shop", name, parameters), SomeAnswer.Action("ScaleWorkload", "Deployment", "shop", "cart", ("replicas", "6")));

        var advice = AdviceReader.Read(answer.ToJsonString(), SomeAdvice.Scene());

        advice.Result.ShouldBe(AdviceResult.Answered, advice.Told);
        var refused = advice.Refused.ShouldHaveSingleItem();
        refused.ShouldContain(why[..Math.Min(why.Length, 40)]);
        advice.Actions.ShouldHaveSingleItem().Remedy.Action.ShouldBe("ScaleWorkload");
    }

    [Fact]
    public void The_schema_is_what_is_read()
    {
        var schema = AdviceSchema.Of();

        schema["required"]!.AsArray().Select(field => $"{field}").ShouldBe(SomeAnswer.Of().Select(field => field.Key));
        schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        schema["properties"]!["suggestedActions"]!["items"]!["properties"]!["action"]!["enum"]!.AsArray().Select(name => $"{name}").ShouldNotContain("RemoveObject");
        schema["properties"]!["hypotheses"]!["items"]!["properties"]!["cause"]!["enum"]!.AsArray().Select(name => $"{name}").ShouldNotContain("NothingWrong");
    }

    private static string Changed(Action<JsonObject> change)
    {
        var answer = SomeAnswer.Of();
        change(answer);
        return answer.ToJsonString();
    }
}

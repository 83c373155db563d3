using System.Text.Json.Nodes;
using Autocura.Diagnosis.Advising;
using Autocura.Incidents;
using Autocura.Ledger;

namespace Autocura.Functions.Tests.Ledger;

public sealed class AdviceManifestTests
{
    private static readonly ObjectRef Cart = SomeRecord.Target("cart");

    private static readonly Advice Answered = new()
    {
        Result = AdviceResult.Answered,
        Reason = "Answered",
        Told = "OPENAI test-1 names BadImage.",
        Provider = "OPENAI",
        Model = "test-1",
        Analysis = "The image is gone.",
        Confidence = 0.87654,
        Recommendations = ["Push it again"],
        Causes = [new AdvisedCause("BadImage", Cart, 0.9, "it cannot be pulled")],
        Actions = [new AdvisedAction("BadImage", new("RollBackRelease", Cart, new Dictionary<string, string> { ["toRevision"] = "1" }, "release 1 ran"))],
        Refused = ["RunJob: no image is allowed"],
        Trust = new AdviserTrust { Cases = 4, Right = 3, Mean = 0.666666, Low = 0.4, High = 0.9 },
        QuestionTokens = 1000,
        AnswerTokens = 100,
        Circuit = "Closed",
    };

    [Fact]
    public void What_it_said_stands_there_with_what_was_refused_and_how_far_it_is_trusted()
    {
        var status = Status(Answered);

        Condition(status).ShouldBe(("Answered", "True", "Answered", "OPENAI test-1 names BadImage."));
        status["analysis"]!.GetValue<string>().ShouldBe("The image is gone.");
        status["confidence"]!.GetValue<double>().ShouldBe(0.877);
        status["recommendations"]![0]!.GetValue<string>().ShouldBe("Push it again");
        status["refusedActions"]![0]!.GetValue<string>().ShouldBe("RunJob: no image is allowed");
        (status["suggestedActions"]![0]!["action"]!.GetValue<string>(), status["suggestedActions"]![0]!["params"]!["toRevision"]!.GetValue<string>()).ShouldBe(("RollBackRelease", "1"));
        (status["hypotheses"]![0]!["cause"]!.GetValue<string>(), status["hypotheses"]![0]!["object"]!["name"]!.GetValue<string>()).ShouldBe(("BadImage", "cart"));
        (status["trust"]!["cases"]!.GetValue<int>(), status["trust"]!["right"]!.GetValue<int>(), status["trust"]!["expected"]!.GetValue<double>()).ShouldBe((4, 3, 0.6667));
        status["trust"]!["weight"]!.GetValue<double>().ShouldBe(Math.Exp(AdviceWeight.Of(0.666666, 0.9)), 0.001);
        (status["usage"]!["questionTokens"]!.GetValue<int>(), status["usage"]!["answerTokens"]!.GetValue<int>()).ShouldBe((1000, 100));
        status["generatedAt"]!.GetValue<string>().ShouldBe("2026-01-05T08:00:00.000Z");
    }

    [Theory]
    [InlineData(AdviceResult.Refused, "NotTheSchema")]
    [InlineData(AdviceResult.Unavailable, "TimedOut")]
    public void Where_nothing_can_be_used_the_reason_stands_there_and_none_of_its_words(AdviceResult result, string reason)
    {
        var status = Status(Answered with { Result = result, Reason = reason, Told = "It did not.", Causes = [], QuestionTokens = 0, AnswerTokens = 0, Circuit = "" });

        Condition(status).ShouldBe(("Answered", "False", reason, "It did not."));
        foreach (var name in (string[])["analysis", "confidence", "recommendations", "suggestedActions", "refusedActions", "hypotheses", "usage", "circuit"]) status.ContainsKey(name).ShouldBeFalse(name);
        status["trust"]!.AsObject().ContainsKey("weight").ShouldBeFalse("there is nothing that would weigh");
    }

    [Fact]
    public void The_same_words_keep_their_time_and_others_do_not()
    {
        var record = new SomeRecord("cart").Opened;
        var first = new JsonObject { ["status"] = AdviceManifest.Status(record, Answered, []) };
        var later = record with { At = record.At.AddMinutes(7) };

        AdviceManifest.Status(later, Answered, first)["generatedAt"]!.GetValue<string>().ShouldBe("2026-01-05T08:00:00.000Z");
        var other = AdviceManifest.Status(later, Answered with { Analysis = "It is something else." }, first);
        other["generatedAt"]!.GetValue<string>().ShouldBe("2026-01-05T08:07:00.000Z");
        other["conditions"]![0]!["lastTransitionTime"]!.GetValue<string>().ShouldBe("2026-01-05T08:07:00.000Z");
    }

    [Fact]
    public void It_belongs_to_its_incident_and_no_text_is_longer_than_the_cluster_takes()
    {
        var record = new SomeRecord("cart").Opened;
        var spec = AdviceManifest.Spec(record, Answered with { Model = new string('m', 900) });
        var status = Status(Answered with { Analysis = new string('a', 90_000), Recommendations = [.. Enumerable.Repeat(new string('r', 9000), 90)], Told = new string('t', 9000) });

        spec["issueRef"]!["name"]!.GetValue<string>().ShouldBe(record.Incident.RecordName);
        (spec["provider"]!.GetValue<string>(), spec["attempt"]!.GetValue<int>()).ShouldBe(("OPENAI", 1));
        spec["model"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(253);
        status["analysis"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(4096);
        status["recommendations"]!.AsArray().Count.ShouldBe(32);
        status["recommendations"]!.AsArray().ShouldAllBe(line => line!.GetValue<string>().Length <= 1024);
        status["conditions"]![0]!["message"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(1024);
    }

    private static JsonObject Status(Advice advice) => AdviceManifest.Status(new SomeRecord("cart").Opened, advice, []);

    private static (string, string, string, string) Condition(JsonObject status)
    {
        var one = status["conditions"]![0]!;
        return ($"{one["type"]}", $"{one["status"]}", $"{one["reason"]}", $"{one["message"]}");
    }
}

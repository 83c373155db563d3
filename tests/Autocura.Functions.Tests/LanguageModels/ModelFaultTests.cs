using System.Diagnostics;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.LanguageModels;
using Autocura.Support;
using Autocura.Support.LanguageModels;

namespace Autocura.Functions.Tests.LanguageModels;

/// <summary>Whatever a server does, an answer comes within the time, and it says what happened.</summary>
public sealed class ModelFaultTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(ModelFault.Silent, AdviceResult.Unavailable, "TimedOut")]
    [InlineData(ModelFault.Busy, AdviceResult.Unavailable, "TooManyRequests")]
    [InlineData(ModelFault.Broken, AdviceResult.Unavailable, "ServerError")]
    [InlineData(ModelFault.KeyRefused, AdviceResult.Unavailable, "KeyRefused")]
    [InlineData(ModelFault.NoSuchModel, AdviceResult.Unavailable, "NoSuchModel")]
    [InlineData(ModelFault.Redirecting, AdviceResult.Unavailable, "Redirected")]
    [InlineData(ModelFault.Cut, AdviceResult.Unavailable, "Unreachable")]
    [InlineData(ModelFault.Endless, AdviceResult.Unavailable, "TooLong")]
    [InlineData(ModelFault.TooLong, AdviceResult.Unavailable, "TooLong")]
    [InlineData(ModelFault.NoJson, AdviceResult.Unavailable, "Garbled")]
    [InlineData(ModelFault.NoChoices, AdviceResult.Unavailable, "Garbled")]
    [InlineData(ModelFault.WrongType, AdviceResult.Unavailable, "WrongType")]
    [InlineData(ModelFault.Refusing, AdviceResult.Refused, "ModelRefused")]
    [InlineData(ModelFault.Filtered, AdviceResult.Refused, "ModelRefused")]
    [InlineData(ModelFault.CutShort, AdviceResult.Refused, "CutShort")]
    [InlineData(ModelFault.Silence, AdviceResult.Refused, "NothingSaid")]
    [InlineData(ModelFault.CallsTool, AdviceResult.Refused, "NothingSaid")]
    public async Task Every_failure_has_its_name_and_ends_in_time(ModelFault fault, AdviceResult result, string reason)
    {
        // Only who is silent is to be out of time, however busy the machine is.
        await using var stage = await AdviceStage.OpenAsync(within: fault == ModelFault.Silent ? Short : Long);
        stage.Model.Says = _ => SomeAnswer.Naming(Cause.BadImage);
        stage.Model.Fails = _ => fault;
        stage.Model.RetryAfter = "300";
        var began = Stopwatch.GetTimestamp();

        var advice = await stage.AskAsync(Some.Evidence());

        (advice.Result, advice.Reason).ShouldBe((result, reason), advice.Told);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Long);
        advice.Told.ShouldNotBeEmpty();
        advice.Causes.ShouldBeEmpty();
        (advice.Provider, advice.Model).ShouldBe(("OPENAI", "test-1"));
    }

    [Theory]
    [InlineData(ModelFault.Broken)]
    [InlineData(ModelFault.Cut)]
    [InlineData(ModelFault.Busy)]
    public async Task What_fails_once_is_asked_once_more(ModelFault fault)
    {
        await using var stage = await AdviceStage.OpenAsync();
        stage.Model.Says = _ => SomeAnswer.Naming(Cause.BadImage);
        stage.Model.Fails = number => number == 1 ? fault : ModelFault.None;
        stage.Model.RetryAfter = "0";

        (await stage.AskAsync(Some.Evidence())).Result.ShouldBe(AdviceResult.Answered);
        stage.Model.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_wants_to_be_left_alone_is()
    {
        await using var stage = await AdviceStage.OpenAsync(within: Long);
        stage.Model.Fails = _ => ModelFault.Busy;
        stage.Model.RetryAfter = "600";

        await stage.AskAsync(Some.Evidence());
        stage.Model.Fails = _ => ModelFault.None;
        var advice = await stage.AskAsync(Some.Evidence() with { RequestRate = 7 });

        (advice.Result, advice.Reason).ShouldBe((AdviceResult.Unavailable, "TooManyRequests"));
        advice.Told.ShouldStartWith("The server wants to be left alone for ");
        stage.Model.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_fails_again_and_again_is_left_alone_and_tried_once_after_a_while()
    {
        await using var stage = await AdviceStage.OpenAsync(new LanguageModelOptions { BreakerFailures = 2, BreakerPause = TimeSpan.FromSeconds(5) }, Long);
        stage.Model.Says = _ => SomeAnswer.Nothing();
        stage.Model.Fails = _ => ModelFault.KeyRefused;

        await stage.AskAsync(Some.Evidence() with { RequestRate = 1 });
        (await stage.AskAsync(Some.Evidence() with { RequestRate = 2 })).Circuit.ShouldBe("Open");
        var alone = await stage.AskAsync(Some.Evidence() with { RequestRate = 3 });
        (alone.Reason, alone.Circuit).ShouldBe(("CircuitOpen", "Open"));
        stage.Entry("autocura-tokens", $"{stage.Cluster.Time.GetUtcNow():yyyy-MM-dd}").ShouldBe("0");
        stage.Model.Asked.Count.ShouldBe(2);
        Value(stage, "autocura_model_circuit_open").ShouldBe(1);

        stage.Model.Fails = _ => ModelFault.None;
        await Eventually.TrueAsync("the model is asked again", TimeSpan.FromMinutes(1), async () => (await stage.AskAsync(Some.Evidence() with { RequestRate = 4 })).Result == AdviceResult.Answered);
        (await stage.AskAsync(Some.Evidence() with { RequestRate = 5 })).Circuit.ShouldBe("Closed");
        Value(stage, "autocura_model_circuit_open").ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_listens_on_is_said_to_be_out_of_reach()
    {
        await using var stage = await AdviceStage.OpenAsync(within: Long);
        await stage.Model.DisposeAsync();

        (await stage.AskAsync(Some.Evidence())).Reason.ShouldBe("Unreachable");
    }

    [Fact]
    public async Task The_same_evidence_is_asked_about_once_and_costs_once()
    {
        await using var stage = await AdviceStage.OpenAsync();
        stage.Model.Says = _ => SomeAnswer.Naming(Cause.BadImage);

        var first = await stage.AskAsync(Some.Evidence());
        var second = await stage.AskAsync(Some.Evidence() with { CollectedAt = Some.Noon + TimeSpan.FromMinutes(3) });

        (first.IsRemembered, second.IsRemembered).ShouldBe((false, true));
        (first.QuestionTokens, first.AnswerTokens, second.QuestionTokens).ShouldBe((1000, 100, 0));
        second.Causes.ShouldBe(first.Causes);
        stage.Model.Asked.Count.ShouldBe(1);
        stage.Entry("autocura-tokens", $"{stage.Cluster.Time.GetUtcNow():yyyy-MM-dd}").ShouldBe("1100");
    }

    [Fact]
    public async Task When_the_tokens_of_the_day_are_spent_nobody_is_asked_until_the_next()
    {
        await using var stage = await AdviceStage.OpenAsync(new LanguageModelOptions { TokensPerDay = 8000 });

        for (var asked = 0; asked < 4; asked++)
        {
            (await stage.AskAsync(Some.Evidence() with { RequestRate = asked })).Result.ShouldBe(AdviceResult.Answered);
        }

        var spent = await stage.AskAsync(Some.Evidence() with { RequestRate = 10 });
        (spent.Result, spent.Reason).ShouldBe((AdviceResult.Unavailable, "TokensSpent"));
        spent.Told.ShouldStartWith("4400 of 8000 tokens of today are spent");
        stage.Model.Asked.Count.ShouldBe(4);

        stage.Cluster.Time.Advance(TimeSpan.FromDays(1));
        (await stage.AskAsync(Some.Evidence() with { RequestRate = 11 })).Result.ShouldBe(AdviceResult.Answered);
    }

    [Fact]
    public async Task What_the_cluster_does_not_give_is_told_and_nobody_is_asked()
    {
        await using var stage = await AdviceStage.OpenAsync(within: Long);
        stage.Cluster.Store.Delete(Embedded.Cluster.ObjectKey.Core("secrets", Settings.Instances.SomeInstance.Own, "keys"), Embedded.Cluster.Actor.ApiServer);

        var advice = await stage.AskAsync(Some.Evidence());

        (advice.Result, advice.Reason).ShouldBe((AdviceResult.Unavailable, "SecretMissing"));
        stage.Model.Asked.ShouldBeEmpty();
    }

    private static double Value(AdviceStage stage, string family) => stage.Instruments.Read().Single(one => one.Name == family).Samples.Single().Value;
}

using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>How an incident asks a language model, where one is configured: once for a diagnosis, for a limited time, and whatever comes of it the incident goes on.</summary>
internal static class AdviceCalls
{
    /// <summary>The activity keeps the time itself; this much later it is not waited for, should nobody have carried it out at all.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>The diagnosis with what a model says of it; without it where none is asked.</summary>
    public static async Task<RankedHypotheses> TakeAdviceAsync(this TaskOrchestrationContext context, IncidentStory story, Evidence evidence, RankedHypotheses byRules)
    {
        if (story.Settings.Advice is not { } settings || byRules.Top.Cause == Cause.NothingWrong || (byRules.Top.Cause != Cause.Unknown && !settings.IsAsked(byRules.Top.Probability)))
        {
            return byRules;
        }

        var advice = await context.AskAsync(new AdviceRequest(evidence, byRules, settings.Within));
        story.Note(advice.Result == AdviceResult.Answered ? $"{advice.Adviser} was asked: {advice.Told}" : $"No advice: {advice.Told}");
        return byRules.With(advice);
    }

    private static async Task<Advice> AskAsync(this TaskOrchestrationContext context, AdviceRequest request)
    {
        using var over = new CancellationTokenSource();
        var answer = context.CallActivityAsync<Advice>(FunctionNames.AskModel, request);
        var late = context.CreateTimer(context.CurrentUtcDateTime + request.Within + Slack, over.Token);
        if (await Task.WhenAny(answer, late) == late)
        {
            return Missing("NotCarriedOut", $"Nobody had asked the language model within {request.Within + Slack}.");
        }

        over.Cancel();
        try
        {
            return await answer;
        }
        catch (TaskFailedException failed)
        {
            return Missing("Failed", $"The language model could not be asked: {failed.FailureDetails.ErrorMessage}");
        }
    }

    private static Advice Missing(string reason, string told) => new() { Result = AdviceResult.Unavailable, Reason = reason, Told = told };
}

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>Smaller stories of the same seed: a step of the script less, a part of the program less, or a part in place of what is around it.</summary>
internal static class StoryShrinker
{
    public static IEnumerable<Story> Smaller(Story story)
    {
        foreach (var program in Smaller(story.Program).Where(BeginsChildrenWithAnActivity)) yield return story with { Program = program };
        for (var i = 0; i < story.Script.Count; i++) yield return story with { Script = [.. story.Script.Where((_, n) => n != i)] };
    }

    /// <summary>What the generator promises: without it a story may have more than one outcome.</summary>
    private static bool BeginsChildrenWithAnActivity(Step program) =>
        program.All().OfType<Step.Child>().All(child => child.Body is Step.Sequence { Steps: [Step.Call, ..] });

    private static IEnumerable<Step> Smaller(Step step)
    {
        if (step is not Step.Child)
        {
            foreach (var part in step.Parts()) yield return part;
        }

        if (step is Step.Sequence or Step.WhenAll or Step.WhenAny && step.Parts().Count > 1)
        {
            for (var i = 0; i < step.Parts().Count; i++) yield return step.With([.. step.Parts().Where((_, n) => n != i)]);
        }

        if (step is Step.Call { Retry: not null } call) yield return call with { Retry = null };
        if (step is Step.Child { Retry: not null } child) yield return child with { Retry = null };
        for (var i = 0; i < step.Parts().Count; i++)
        {
            foreach (var smaller in Smaller(step.Parts()[i])) yield return step.With([.. step.Parts().Select((part, n) => n == i ? smaller : part)]);
        }
    }
}

using Autocura.Diagnosis.Advising;
using Autocura.Planning.Learning;

namespace Autocura.Planning.Advising;

/// <summary>What the measured effect of a plan says about the language model that had spoken before it.</summary>
public static class AdviceLesson
{
    /// <summary>
    /// It was right when it had named the cause whose remedy helped; wrong when that did not help, or when the remedy for another cause did. Null: it says nothing of it, as
    /// a remedy for another cause may fail whether or not the model was right.
    /// </summary>
    public static Lesson? Of(string holder, RemediationPlan plan, bool helped) => plan.Advice switch
    {
        { Agrees: true } advice => new Lesson(holder, advice.Key, AdviserTrust.Prior, helped),
        { Agrees: false } advice when helped && plan.Cause != Diagnosis.Cause.Unknown => new Lesson(holder, advice.Key, AdviserTrust.Prior, Helped: false),
        _ => null,
    };
}

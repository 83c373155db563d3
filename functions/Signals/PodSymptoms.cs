using Autocura.Signals.Looks;

namespace Autocura.Signals;

/// <summary>Turns what is wrong with single pods into one finding a workload: a release with a hundred bad pods is one trouble.</summary>
internal static class PodSymptoms
{
    /// <summary>Pods in trouble of one workload that a scene holds at most.</summary>
    public const int MostOfWorkload = 50;

    private const int Longest = 200;

    /// <summary>One finding for each workload of which a pod shows the symptom; a pod of no workload is a subject of its own.</summary>
    public static IEnumerable<Finding> Findings(SweepScene scene, Observation observation, TimeSpan grace, Func<PodLook, Symptom?> look) =>
        from shown in scene.Pods.Select(pod => (Pod: pod, Symptom: look(pod)))
        where shown.Symptom is not null
        group shown by (Subject: SubjectOf(scene, shown.Pod), shown.Symptom.About) into same
        let oldest = same.MinBy(shown => shown.Symptom!.Since)
        select new Finding(observation, same.Key.Subject)
        {
            About = same.Key.About,
            Since = oldest.Symptom!.Since,
            Grace = grace,
            Detail = Cut($"{Count(same.Count())}: {oldest.Symptom.Words}"),
        };

    public static string Cut(string text) => text.Length <= Longest ? text : $"{text[..(Longest - 1)]}…";

    private static Subject SubjectOf(SweepScene scene, PodLook pod) => pod.Workload ?? new Subject("Pod", scene.Namespace, pod.Name);

    private static string Count(int pods) => pods switch { 1 => "1 pod", < MostOfWorkload => $"{pods} pods", _ => $"{pods} pods or more" };
}

/// <summary>What is wrong with one pod, since when, and in which words.</summary>
internal sealed record Symptom(DateTimeOffset? Since, string Words)
{
    public string About { get; init; } = "";
}

using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Batch;

/// <summary>The pods of a Job: which have done their part, which have failed, and which indexes are still to be done.</summary>
internal sealed class JobPods
{
    private const string IndexKey = "batch.kubernetes.io/job-completion-index";
    private readonly JsonObject job;
    private readonly List<JsonObject> pods;

    public JobPods(JsonObject job, IEnumerable<JsonObject> pods)
    {
        this.job = job;
        this.pods = [.. pods];
        Active = [.. this.pods.Where(PodTemplates.IsActive)];
        var ended = this.pods.Where(pod => pod.Text("status", "phase") == "Succeeded").ToList();
        DoneIndexes = [.. Indexes(job.Text("status", "completedIndexes")).Concat(ended.Select(Index).OfType<int>()).Distinct().Order()];
        Succeeded = IsIndexed ? DoneIndexes.Count : Math.Max(ended.Count, job.Count("status", "succeeded"));
        Failures = [.. this.pods.Where(pod => pod.Text("status", "phase") == "Failed")];
    }

    public bool IsIndexed => job.Text("spec", "completionMode") == "Indexed";

    public List<JsonObject> Active { get; private set; }

    public IReadOnlyList<int> DoneIndexes { get; }

    public int Succeeded { get; }

    public IReadOnlyList<JsonObject> Failures { get; }

    /// <summary>The completions wanted; null for a work queue, which is done when one pod has succeeded and none runs any more.</summary>
    public int? Wanted => job.Whole("spec", "completions") ?? (job.At("spec", "parallelism") is null ? 1 : null);

    public bool IsDone => Wanted is { } wanted ? Succeeded >= wanted : Succeeded > 0 && Active.Count == 0;

    /// <summary>Restarts in place, which count as failures too.</summary>
    public int Restarts => job.Text("spec", "template", "spec", "restartPolicy") == "OnFailure" ? Active.Sum(PodTemplates.Restarts) : 0;

    /// <summary>How many pods there should be now.</summary>
    public int Places => (job.Whole("spec", "parallelism") ?? 1, Wanted) switch
    {
        var (parallelism, wanted) when wanted is { } completions => Math.Max(0, Math.Min(parallelism, completions - Succeeded)),
        var (parallelism, _) => Succeeded > 0 ? Math.Min(parallelism, Active.Count) : parallelism,
    };

    /// <summary>The indexes that nobody works at, lowest first.</summary>
    public IEnumerable<int> FreeIndexes() => Enumerable.Range(0, Wanted ?? 0).Except(DoneIndexes).Except(Active.Select(Index).OfType<int>());

    public void Add(JsonObject pod) => Active.Add(pod);

    public void Clear() => Active = [];

    /// <summary>The next pod, of this index where indexes count.</summary>
    public JsonObject New(int? index)
    {
        var pod = PodTemplates.NewPod(job, job["spec"]!["template"]!);
        var labels = pod.Ensure("metadata", "labels");
        foreach (var prefix in new[] { "", "batch.kubernetes.io/" })
        {
            labels[$"{prefix}job-name"] = job.Name();
            labels[$"{prefix}controller-uid"] = job.Uid();
        }

        if (index is { } number)
        {
            labels[IndexKey] = number.ToString();
            pod.Ensure("metadata", "annotations")[IndexKey] = number.ToString();
            pod["metadata"]!["generateName"] = $"{job.Name()}-{number}-";
            pod["spec"]!["hostname"] ??= $"{job.Name()}-{number}";
            foreach (var container in pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers")))
            {
                Tell(container);
            }
        }

        return pod;
    }

    /// <summary>Indexes as the status spells them: <c>0-2,5</c>.</summary>
    public static string Text(IReadOnlyList<int> indexes)
    {
        var parts = new List<string>();
        for (var i = 0; i < indexes.Count;)
        {
            var last = i;
            while (last + 1 < indexes.Count && indexes[last + 1] == indexes[last] + 1)
            {
                last++;
            }

            parts.Add(last == i ? $"{indexes[i]}" : last == i + 1 ? $"{indexes[i]},{indexes[last]}" : $"{indexes[i]}-{indexes[last]}");
            i = last + 1;
        }

        return string.Join(',', parts);
    }

    private static IEnumerable<int> Indexes(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(part =>
        part.Split('-') is [var from, var to] ? Enumerable.Range(int.Parse(from), int.Parse(to) - int.Parse(from) + 1) : [int.Parse(part)]);

    private static int? Index(JsonObject pod) => int.TryParse(pod.Annotation(IndexKey), out var index) ? index : null;

    private static void Tell(JsonObject container)
    {
        if (container["env"] is not JsonArray variables)
        {
            container["env"] = variables = [];
        }

        if (!variables.Any(variable => variable.Text("name") == "JOB_COMPLETION_INDEX"))
        {
            variables.Add(new JsonObject
            {
                ["name"] = "JOB_COMPLETION_INDEX",
                ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.annotations['{IndexKey}']" } },
            });
        }
    }
}

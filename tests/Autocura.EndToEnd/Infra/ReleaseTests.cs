using System.Text.RegularExpressions;
using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>What builds and ships: workflows with least rights and actions that cannot change under them, and images that run as nobody in particular.</summary>
public sealed partial class ReleaseTests
{
    public static TheoryData<string> Workflows => [.. Repository.Files(".github/workflows", "*.yml")];

    public static TheoryData<string> Dockerfiles => [.. Repository.Files("infra", "*Dockerfile")];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_runs_only_actions_of_a_certain_commit(string file)
    {
        var uses = Steps(file).Select(step => step.Find("uses")).OfType<YamlScalarNode>().Select(node => node.Value!).ToList();

        uses.ShouldNotBeEmpty();
        uses.Where(action => !Pinned().IsMatch(action)).ShouldBeEmpty();
        // The commit says nothing to a reader: the version stands beside it.
        Uses().Matches(Repository.Read(file)).Select(match => match.Groups["rest"].Value.Trim()).Where(rest => !rest.StartsWith('#')).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_only_read_unless_a_job_says_more(string file)
    {
        var workflow = Manifests.Parse(Repository.Read(file)).Single();

        workflow.Text("permissions", "contents").ShouldBe("read");
        workflow.Map("permissions").Children.Count.ShouldBe(1);
        workflow.Map("jobs").Children.Values.Where(job => job.Find("timeout-minutes") is null).ShouldBeEmpty("a job without a limit may hang for six hours");
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void What_strangers_write_never_becomes_part_of_a_script(string file) =>
        Steps(file).Select(step => step.Find("run")).OfType<YamlScalarNode>().Where(run => run.Value!.Contains("${{", StringComparison.Ordinal)).Select(run => run.Value).ShouldBeEmpty();

    [Fact]
    public void Every_dockerfile_is_built_by_the_release()
    {
        var release = Repository.Read(".github/workflows/release.yml");

        foreach (var file in Repository.Files("infra", "*Dockerfile"))
        {
            release.ShouldContain($"file: {file}");
        }
    }

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void An_image_is_made_in_stages_and_runs_as_nobody(string file)
    {
        var lines = Repository.Read(file).Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();

        lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldBe(2);
        lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal) && (line.EndsWith(":latest", StringComparison.Ordinal) || !line.Contains(':', StringComparison.Ordinal))).ShouldBeEmpty();
        lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldNotBe("USER root");
        lines.FindLastIndex(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBeGreaterThan(lines.FindLastIndex(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void Everything_that_is_copied_is_there(string file) =>
        Copied().Matches(Repository.Read(file)).SelectMany(match => match.Groups["from"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(path => !File.Exists(Repository.PathOf(path)) && !Directory.Exists(Repository.PathOf(path)))
            .ShouldBeEmpty();

    [Fact]
    public void Dependabot_looks_where_there_is_something()
    {
        var updates = Manifests.Parse(Repository.Read(".github/dependabot.yml")).Single().List("updates").ToList();

        updates.Select(update => update.Text("package-ecosystem")).ShouldBe(["nuget", "github-actions", "docker", "npm", "terraform"]);
        updates.SelectMany(update => update.Texts("directories").Concat(update.Find("directory") is YamlScalarNode one ? [one.Value!] : []))
            .Where(folder => !Directory.Exists(Repository.PathOf(folder.TrimStart('/')))).ShouldBeEmpty();
    }

    private static IEnumerable<YamlNode> Steps(string file) => Manifests.Parse(Repository.Read(file)).Single().Map("jobs").Children.Values.SelectMany(job => job.List("steps"));

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"uses: \S+(?<rest>.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^COPY (?!--from)(?<from>.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex Copied();
}

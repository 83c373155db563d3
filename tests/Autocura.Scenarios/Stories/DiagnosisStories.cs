using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>What the person on call is told about why.</summary>
public sealed class DiagnosisStories
{
    [Fact]
    public async Task The_answer_names_the_cause_the_object_and_what_speaks_for_it()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        var answer = (await story.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{Uri.EscapeDataString(await IdAsync(story, outcome))}/diagnosis"))!;

        var causes = answer["causes"]!.AsArray();
        answer["from"]!.GetValue<string>().ShouldBe($"AIInsight shop/{outcome.RecordName}-insight");
        causes[0]!["cause"]!.GetValue<string>().ShouldBe("BadImage");
        causes[0]!["object"]!["kind"]!.GetValue<string>().ShouldBe("Deployment");
        causes[0]!["object"]!["name"]!.GetValue<string>().ShouldBe("cart");
        causes[0]!["clues"]!.AsArray().ShouldContain(clue => clue!["speaks"]!.GetValue<string>() == "for" && clue["at"] != null);
        causes.Sum(cause => cause!["probability"]!.GetValue<double>()).ShouldBeInRange(0.95, 1.0001);
        answer["suggestedActions"]!.AsArray().ShouldContain(action => action!["action"]!.GetValue<string>() == "RollBackRelease");
    }

    [Fact]
    public async Task Without_the_record_the_answer_is_short_and_says_so()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");
        story.Store.Delete(new("autocura.cognitiva.io", "aiinsights", "shop", $"{outcome.RecordName}-insight"), Embedded.Cluster.Applications.ApplicationInstallation.Developer("kubectl-delete"));

        var answer = (await story.Http.GetFromJsonAsync<JsonObject>($"api/incidents/{await IdAsync(story, outcome)}/diagnosis"))!;

        answer["from"]!.GetValue<string>().ShouldStartWith("the incident's status: its AIInsight could not be read");
        answer["causes"]![0]!["cause"]!.GetValue<string>().ShouldBe("BadImage");
    }

    [Fact]
    public async Task An_incident_that_is_not_there_is_said_not_to_be()
    {
        await using var story = await StoryHost.StartAsync();

        using var response = await story.Http.GetAsync("api/incidents/nobody-0000000000/diagnosis");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>().ShouldBe("No incident has the id 'nobody-0000000000'. GET api/incidents lists them.");
    }

    private static async Task<string> IdAsync(StoryHost story, Outcome outcome)
    {
        var incidents = (await story.Http.GetFromJsonAsync<JsonArray>("api/incidents"))!;
        return incidents.First(incident => incident!["recordName"]!.GetValue<string>() == outcome.RecordName)!["id"]!.GetValue<string>();
    }
}

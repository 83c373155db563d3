using Autocura.LanguageModels;

namespace Autocura.Functions.Tests.LanguageModels;

public sealed class ModelAddressTests
{
    [Theory]
    [InlineData("OPENAI", "", "", "https://api.openai.com/v1/", "gpt-4.1-mini")]
    [InlineData("CLAUDEAI", "", "", "https://api.anthropic.com/v1/", "claude-sonnet-4-5")]
    [InlineData("GOOGLEAI", "", "", "https://generativelanguage.googleapis.com/v1beta/openai/", "gemini-2.5-flash")]
    [InlineData("XAI", "grok-9", "", "https://api.x.ai/v1/", "grok-9")]
    [InlineData("OLLAMA", "", "", "http://localhost:11434/v1/", "llama3.1")]
    [InlineData("AZUREOPENAI", "mini", "https://one.openai.azure.com/openai/v1", "https://one.openai.azure.com/openai/v1/", "mini")]
    [InlineData("STACKSPOT", "one", "https://stackspot.example/v1/", "https://stackspot.example/v1/", "one")]
    public void Each_provider_has_its_address_and_model_unless_others_are_named(string provider, string model, string endpoint, string address, string name)
    {
        var (found, problem) = ModelAddress.Of(provider, model, endpoint, hasKey: provider != "OLLAMA");

        problem.ShouldBeEmpty();
        (found!.Endpoint.AbsoluteUri, found.Model).ShouldBe((address, name));
    }

    [Theory]
    [InlineData("MARS", "", "", "There is no provider MARS")]
    [InlineData("AZUREOPENAI", "mini", "", "AZUREOPENAI has no address of its own: set spec.endpoint of the Instance.")]
    [InlineData("STACKSPOT", "", "https://stackspot.example/v1/", "STACKSPOT has no model of its own: set spec.model of the Instance.")]
    [InlineData("OPENAI", "", "http://proxy.example/v1", "A key is not sent in the clear")]
    [InlineData("OPENAI", "", "ftp://proxy.example/v1", "must be an http or https address")]
    [InlineData("OPENAI", "", "https://user:pass@proxy.example/v1", "without user, password and query")]
    [InlineData("OPENAI", "", "https://proxy.example/v1?key=1", "without user, password and query")]
    public void What_is_wrong_is_said_and_what_to_do(string provider, string model, string endpoint, string problem)
    {
        var (found, told) = ModelAddress.Of(provider, model, endpoint, hasKey: true);

        found.ShouldBeNull();
        told.ShouldContain(problem);
        told.ShouldNotContain("pass@");
    }

    [Fact]
    public void Without_a_key_a_server_of_the_own_network_may_be_asked_in_the_clear() =>
        ModelAddress.Of("OLLAMA", "", "http://ollama.ollama.svc:11434/v1", hasKey: false).Address!.Endpoint.AbsoluteUri.ShouldBe("http://ollama.ollama.svc:11434/v1/");

    [Fact]
    public void Wrong_settings_are_named_and_the_usual_ones_are_right()
    {
        new LanguageModelOptions().Problems().ShouldBeEmpty();
        new LanguageModelOptions { AskBelow = double.NaN, Within = TimeSpan.Zero, MostAnswerTokens = 1, TokensPerDay = -1, BreakerFailures = 1, BreakerPause = TimeSpan.Zero }.Problems()
            .Select(problem => problem.Split(' ')[0]).ShouldBe(["Autocura:LanguageModel:AskBelow", "Autocura:LanguageModel:Within", "Autocura:LanguageModel:MostAnswerTokens", "Autocura:LanguageModel:TokensPerDay", "Autocura:LanguageModel:BreakerFailures", "Autocura:LanguageModel:BreakerPause"]);
        new LanguageModelOptions { AskBelow = 0 }.ToSettings().ShouldBeNull();
    }
}

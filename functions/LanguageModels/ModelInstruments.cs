using System.Diagnostics.Metrics;
using Autocura.Telemetry;

namespace Autocura.LanguageModels;

/// <summary>What language models were asked, and what came of it.</summary>
public sealed class ModelInstruments : OwnMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Autocura.LanguageModels";

    private readonly Counter<long> questions;
    private readonly Counter<long> tokens;
    private readonly Histogram<double> time;
    private string circuit = "";

    public ModelInstruments() : base(Name)
    {
        questions = Meter.CreateCounter<long>("autocura.model_questions", description: "Questions to a language model, by what came of them.");
        tokens = Meter.CreateCounter<long>("autocura.model_tokens", description: "Tokens of questions and answers.");
        time = Meter.CreateHistogram("autocura.model_duration", "s", "Time until a language model had answered.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 20, 30, 60, 120] });
        Meter.CreateObservableGauge("autocura_model_circuit_open", () => circuit.Length == 0 ? [] : new[] { new Measurement<int>(circuit == "Closed" ? 0 : 1) }, description: "1 while the way to the language model is closed because it failed.");
    }

    internal void Asked(ModelAddress address, ModelReply reply, TimeSpan took)
    {
        circuit = reply.Circuit;
        time.Record(took.TotalSeconds, new KeyValuePair<string, object?>("provider", address.Provider));
        tokens.Add(reply.QuestionTokens ?? 0, new KeyValuePair<string, object?>("kind", "question"));
        tokens.Add(reply.AnswerTokens ?? 0, new KeyValuePair<string, object?>("kind", "answer"));
    }

    /// <summary>Something was made of a question, or nothing.</summary>
    public void Came(string provider, string result) => questions.Add(1, new KeyValuePair<string, object?>("provider", provider), new KeyValuePair<string, object?>("result", result));
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Functions.Tests.Signals.Forests;
using Autocura.Signals.Forests;
using Autocura.Signals.Inference;

namespace Autocura.Functions.Tests.Signals.Inference;

/// <summary>The protocol, a row for each of its clauses.</summary>
public sealed class InferenceProtocolTests
{
    private const string Infer = "v2/models/anomaly-detector/infer";
    private const string Ten = "0,0,0,0,0,0,0,0,0,0";

    private const string Nine = "9,9,9,9,9,9,9,9,9,9";

    private static readonly DateTimeOffset At = new(2030, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly FeatureRows Rows = SomeRows.WithOddLast(600, 10, odd: 4, far: 40);

    private static readonly ModelShelf Shelf = new(ModelShelf.AnomalyDetector, [Version("6", 1), Version("7", 2)], "");

    private static readonly ModelShelf Empty = new(ModelShelf.AnomalyDetector, [], "warming up: no series has 73 values yet.");

    [Theory]
    [InlineData("v2", """{"name":"autocura","extensions":[]}""")]
    [InlineData("v2/health/live", """{"live":true}""")]
    [InlineData("v2/health/ready", """{"live":true,"ready":true}""")]
    [InlineData("v2/models/anomaly-detector", """{"name":"anomaly-detector","versions":["6","7"],"platform":"autocura_isolation-forest","inputs":[{"name":"input-0","datatype":"FP64","shape":[-1,10]}],"outputs":[{"name":"score","datatype":"FP64","shape":[-1]},{"name":"is_anomaly","datatype":"BOOL","shape":[-1]}]}""")]
    [InlineData("v2/models/anomaly-detector/versions/6", """{"name":"anomaly-detector"}""")]
    [InlineData("v2/models/anomaly-detector/ready", """{"name":"anomaly-detector","ready":true}""")]
    [InlineData("v2/models/anomaly-detector/versions/7/ready", """{"name":"anomaly-detector","ready":true}""")]
    [InlineData("v1/models", """{"models":["anomaly-detector"]}""")]
    [InlineData("v1/models/anomaly-detector", """{"name":"anomaly-detector","ready":true}""")]
    public void What_can_be_asked_is_answered(string path, string expected)
    {
        var (status, json) = Ask(Shelf, "GET", path);
        status.ShouldBe(200);
        foreach (var (name, value) in JsonNode.Parse(expected)!.AsObject()) json[name]!.ToJsonString().ShouldBe(value!.ToJsonString());
    }

    [Theory]
    [InlineData("GET", "v2/health/live", 200, null)]
    [InlineData("GET", "v2/health/ready", 503, null)]
    [InlineData("GET", "v2/models/anomaly-detector", 200, null)]
    [InlineData("GET", "v2/models/anomaly-detector/ready", 503, "73 values")]
    [InlineData("GET", "v2/models/anomaly-detector/versions/1/ready", 503, "73 values")]
    [InlineData("GET", "v1/models/anomaly-detector", 503, "73 values")]
    [InlineData("POST", Infer, 503, "not ready: warming up")]
    [InlineData("POST", "v1/models/anomaly-detector:predict", 503, "not ready: warming up")]
    public void A_model_that_warms_up_says_so(string method, string path, int status, string? error)
    {
        var (answered, json) = Ask(Empty, method, path, $$"""{"inputs":[],"instances":[]}""");
        answered.ShouldBe(status);
        if (path.EndsWith("/ready", StringComparison.Ordinal) || path.StartsWith("v1", StringComparison.Ordinal)) (json["ready"]?.GetValue<bool>() ?? false).ShouldBeFalse();
        if (error is not null) json["error"]!.GetValue<string>().ShouldContain(error);
    }

    [Theory]
    [InlineData("GET", "v2/nothing", 404, "no 'v2/nothing'")]
    [InlineData("GET", "v3", 404, "no 'v3'")]
    [InlineData("GET", "v2/models/other", 404, "no model 'other'")]
    [InlineData("GET", "v2/models/other/ready", 404, "no model 'other'")]
    [InlineData("POST", "v2/models/other/infer", 404, "no model 'other'")]
    [InlineData("GET", "v1/models/other", 404, "no model 'other'")]
    [InlineData("POST", "v1/models/other:predict", 404, "no model 'other'")]
    [InlineData("GET", "v2/models/anomaly-detector/versions/5", 404, "no version '5'; there is 6, 7")]
    [InlineData("GET", "v2/models/anomaly-detector/versions/5/ready", 404, "no version '5'")]
    [InlineData("POST", "v2/models/anomaly-detector/versions/5/infer", 404, "no version '5'")]
    [InlineData("GET", Infer, 405, "POST")]
    [InlineData("POST", "v2/health/live", 405, "GET")]
    [InlineData("GET", "v1/models/anomaly-detector:predict", 405, "POST")]
    public void What_is_not_there_is_refused_by_name(string method, string path, int status, string error)
    {
        var (answered, json) = Ask(Shelf, method, path, Request(1, Ten));
        answered.ShouldBe(status);
        json.Count.ShouldBe(1);
        json["error"]!.GetValue<string>().ShouldContain(error);
    }

    [Theory]
    [InlineData("[1,2", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{}", "inputs is missing")]
    [InlineData("""{"inputs":{}}""", "inputs is missing, or no array")]
    [InlineData("""{"inputs":[]}""", "not none")]
    [InlineData("""{"inputs":[{"shape":[1,10]}]}""", "inputs[0].name is missing")]
    [InlineData("""{"inputs":[{"name":"x"}]}""", "'input-0', and not 'x'")]
    [InlineData("""{"inputs":[{"name":"input-0"},{"name":"input-1"}]}""", "not 'input-0', 'input-1'")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"data":[]}]}""", "datatype is missing")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"datatype":"BYTES","data":[]}]}""", "datatype is 'BYTES'; the model takes FP32 or FP64")]
    [InlineData("""{"inputs":[{"name":"input-0","datatype":"FP64","data":[]}]}""", "shape is missing")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[10],"datatype":"FP64","data":[]}]}""", "shape is [10]; the model takes [n, 10]")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,9],"datatype":"FP64","data":[]}]}""", "takes [n, 10]")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[-1,10],"datatype":"FP64","data":[]}]}""", "takes [n, 10]")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1.5,10],"datatype":"FP64","data":[]}]}""", "takes [n, 10]")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"datatype":"FP64"}]}""", "data is missing")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[2,10],"datatype":"FP64","data":[1]}]}""", "data has 1 numbers, and shape [2, 10] says 20")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[2,10],"datatype":"FP64","data":[[1]]}]}""", "data has 1 rows, and shape says 2")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"datatype":"FP64","data":[[1]]}]}""", "Row 0 of data is [1]")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"datatype":"FP64","data":[0,0,0,"x",0,0,0,0,0,0]}]}""", "Element 3 of data is \"x\"")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"datatype":"FP64","data":[0,0,0,0,0,0,0,0,0,null]}]}""", "Element 9 of data is null")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[1,10],"datatype":"FP32","data":[1e300,0,0,0,0,0,0,0,0,0]}]}""", "more than its datatype holds")]
    [InlineData("""{"id":7,"inputs":[{"name":"input-0","shape":[0,10],"datatype":"FP64","data":[]}]}""", "id is no string")]
    [InlineData("""{"parameters":[],"inputs":[]}""", "parameters is no object")]
    [InlineData("""{"parameters":{"x":{}},"inputs":[]}""", "parameters.x is no string, number or boolean")]
    [InlineData("""{"inputs":[{"name":"input-0","shape":[0,10],"datatype":"FP64","data":[],"parameters":1}]}""", "inputs[0].parameters is no object")]
    [InlineData("""{"outputs":[{"name":"x"}],"inputs":[{"name":"input-0","shape":[0,10],"datatype":"FP64","data":[]}]}""", "no output 'x'; it has score and is_anomaly")]
    [InlineData("""{"outputs":{},"inputs":[{"name":"input-0","shape":[0,10],"datatype":"FP64","data":[]}]}""", "outputs is no array")]
    public void A_request_that_is_wrong_is_told_what_and_where(string body, string error)
    {
        var (status, json) = Ask(Shelf, "POST", Infer, body);
        status.ShouldBe(400);
        json.Count.ShouldBe(1);
        json["error"]!.GetValue<string>().ShouldContain(error);
    }

    [Theory]
    [InlineData("FP32", false)]
    [InlineData("FP64", false)]
    [InlineData("FP32", true)]
    public void Each_row_has_its_score_and_verdict(string type, bool isNested)
    {
        string[] rows = [Ten, Nine];
        var data = string.Join(',', isNested ? rows.Select(row => $"[{row}]") : rows);
        var (status, json) = Ask(Shelf, "POST", Infer, $$"""{"id":"42","parameters":{"tag":"x"},"inputs":[{"name":"input-0","shape":[2,10],"datatype":"{{type}}","data":[{{data}}]}]}""");
        status.ShouldBe(200);
        (json["model_name"]!.GetValue<string>(), json["model_version"]!.GetValue<string>(), json["id"]!.GetValue<string>()).ShouldBe(("anomaly-detector", "7", "42"));
        var outputs = json["outputs"]!.AsArray();
        outputs.Select(output => $"{output!["name"]} {output["datatype"]} {output["shape"]!.ToJsonString()}").ShouldBe(["score FP64 [2]", "is_anomaly BOOL [2]"]);
        outputs[0]!["data"]!.AsArray().Select(score => score!.GetValue<double>()).ShouldBe([Shelf.Versions[1].Forest.Score(new double[10]), Shelf.Versions[1].Forest.Score([9, 9, 9, 9, 9, 9, 9, 9, 9, 9])], 1e-3);
        outputs[1]!["data"]!.AsArray().Select(verdict => verdict!.GetValue<bool>()).ShouldBe([false, true]);
    }

    [Fact]
    public void Only_the_outputs_that_are_wanted_come_in_their_order()
    {
        var (_, json) = Ask(Shelf, "POST", Infer, $$"""{"outputs":[{"name":"is_anomaly"}],"inputs":[{"name":"input-0","shape":[1,10],"datatype":"FP64","data":[{{Ten}}]}]}""");
        json["outputs"]!.AsArray().Select(output => $"{output!["name"]}").ShouldBe(["is_anomaly"]);
        json.ContainsKey("id").ShouldBeFalse();
    }

    [Fact]
    public void A_version_is_asked_by_its_name()
    {
        var (status, json) = Ask(Shelf, "POST", "v2/models/anomaly-detector/versions/6/infer", Request(1, Ten));
        (status, $"{json["model_version"]}").ShouldBe((200, "6"));
        json["outputs"]![0]!["data"]![0]!.GetValue<double>().ShouldBe(Shelf.Versions[0].Forest.Score(new double[10]));
    }

    [Fact]
    public void No_rows_have_no_scores()
    {
        var (status, json) = Ask(Shelf, "POST", Infer, Request(0, ""));
        (status, json["outputs"]![0]!["data"]!.AsArray().Count).ShouldBe((200, 0));
    }

    [Fact]
    public void Instances_are_predicted_and_explained()
    {
        var body = $$"""{"instances":[[{{Ten}}],[{{Nine}}],[{{Numbers(Rows[599].ToArray())}}]]}""";
        var predictions = Ask(Shelf, "POST", "v1/models/anomaly-detector:predict", body).Json["predictions"]!.AsArray();
        predictions.Select(prediction => prediction!["is_anomaly"]!.GetValue<bool>()).Take(2).ShouldBe([false, true]);
        var explanation = Ask(Shelf, "POST", "v1/models/anomaly-detector:explain", body).Json["explanations"]![2]!.AsArray().Select(step => step!.GetValue<double>()).ToList();
        explanation.IndexOf(explanation.Max()).ShouldBe(4);
    }

    [Theory]
    [InlineData("""{}""", "instances is missing")]
    [InlineData("""{"instances":[1]}""", "an instance is an array of 10 numbers")]
    [InlineData("""{"instances":[[1]]}""", "Row 0 of data is [1]")]
    [InlineData("""{"instances":[[0,0,0,0,0,0,0,0,0,true]]}""", "Element 9 of data is true")]
    public void Instances_that_are_wrong_are_told_what_and_where(string body, string error)
    {
        var (status, json) = Ask(Shelf, "POST", "v1/models/anomaly-detector:predict", body);
        status.ShouldBe(400);
        json["error"]!.GetValue<string>().ShouldContain(error);
    }

    private static ServedModel Version(string name, ulong seed) => new(name, At, IsolationForest.Grow(Rows, new ForestSettings { Seed = seed, Contamination = 0.01 }));

    private static string Request(int rows, string data) => $$"""{"inputs":[{"name":"input-0","shape":[{{rows}},10],"datatype":"FP64","data":[{{data}}]}]}""";

    private static string Numbers(double[] row) => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static (int Status, JsonObject Json) Ask(ModelShelf shelf, string method, string path, string body = "")
    {
        var answer = new InferenceProtocol(shelf).Answer(method, path, Encoding.UTF8.GetBytes(body));
        return (answer.Status, JsonNode.Parse(answer.Json.Span)!.AsObject());
    }
}

using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;
using Autocura.Embedded.Cluster.OpenApi.Cel;

namespace Autocura.Embedded.Tests.Cluster.OpenApi.Cel;

public sealed class CelProgramTests
{
    private const string Schema =
        """
        {"type":"object","properties":{
          "min":{"type":"integer"},"max":{"type":"integer"},"ratio":{"type":"number"},"name":{"type":"string"},"on":{"type":"boolean"},
          "size":{"x-kubernetes-int-or-string":true},"wait":{"type":"string","format":"duration"},"at":{"type":"string","format":"date-time"},
          "namespace":{"type":"string"},"a-b":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}},
          "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
          "labels":{"type":"object","additionalProperties":{"type":"string"}},
          "ports":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"port":{"type":"integer"}}}}}}
        """;

    private const string Object =
        """
        {"min":2,"max":5,"ratio":0.5,"name":"cart-v2","on":true,"size":"25%","wait":"1m30s","at":"2026-03-04T05:06:07Z","namespace":"shop","a-b":7,
        "tags":["red","blue"],"set":["a","b"],"labels":{"app":"cart"},"ports":[{"name":"http","port":80},{"name":"grpc","port":9090},{"port":1}]}
        """;

    [Theory]
    [InlineData("self.min <= self.max && self.min + 3 == self.max")]
    [InlineData("self.min * 2 - 1 == 3 && self.max / 2 == 2 && self.max % 2 == 1 && -self.min == -2")]
    [InlineData("self.ratio < 1 && self.ratio * 2.0 == 1.0 && dyn(1) == 1.0 && 0x10 == 16 && 1e3 == 1000.0")]
    [InlineData("self.name.startsWith('cart') && self.name.endsWith(\"v2\") && self.name.contains('-') && self.name.matches('^[a-z]+-v[0-9]$')")]
    [InlineData("size(self.name) == 7 && self.name.size() == 7 && self.tags.size() == 2 && size(self.labels) == 1")]
    [InlineData("'red' in self.tags && !('green' in self.tags) && 'app' in self.labels && self.labels['app'] == 'cart' && self.labels.app == 'cart'")]
    [InlineData("self.tags[1] == 'blue' && self.tags == ['red', 'blue'] && self.tags != ['blue', 'red']")]
    [InlineData("self.set == ['b', 'a']")]
    [InlineData("self.tags + ['green'] == ['red', 'blue', 'green']")]
    [InlineData("has(self.min) && !has(self.labels.none) && has(self.__namespace__) && self.a__dash__b == 7")]
    [InlineData("self.on ? self.min == 2 : self.max == 0")]
    [InlineData("self.ports.all(p, p.port > 0) && self.ports.exists(p, p.port == 9090) && self.ports.exists_one(p, has(p.name) && p.name == 'http')")]
    [InlineData("self.ports.filter(p, p.port < 100).map(p, p.port) == [80, 1] && self.ports.map(p, has(p.name), p.name) == ['http', 'grpc']")]
    [InlineData("self.labels.all(key, self.labels[key] != '')")]
    [InlineData("type(self.size) == string && self.size == '25%'")]
    [InlineData("type(self.size) == int ? self.size > 0 : self.size.endsWith('%')")]
    [InlineData("self.wait > duration('1m') && self.wait.getSeconds() == 90 && self.wait + duration('30s') == duration('2m')")]
    [InlineData("self.at < timestamp('2026-03-05T00:00:00Z') && self.at.getFullYear() == 2026 && self.at.getMonth() == 2 && self.at - self.at == duration('0s')")]
    [InlineData("quantity('200Mi').isLessThan(quantity('1Gi')) && quantity('1500m').compareTo(quantity('1.5')) == 0 && !isQuantity('x')")]
    [InlineData("self.name.split('-').join('+') == 'cart+v2' && self.name.replace('v2', 'v3').upperAscii() == 'CART-V3' && self.name.substring(0, 4) == 'cart'")]
    [InlineData("[3, 1, 2].max() == 3 && [1, 2].sum() == 3 && [1, 2].isSorted() && sets.contains(self.tags, ['red'])")]
    [InlineData("int('7') == 7 && string(7) == '7' && double(1) == 1.0 && '\\u0041' == 'A' && r'\\d' == '\\\\d'")]
    [InlineData("self.tags[9] == 'x' || true")]
    [InlineData("!(self.tags[9] == 'x' && false)")]
    [InlineData("isURL('https://example.com/x') && isIP('10.0.0.1') && !isCIDR('10.0.0.1')")]
    public void A_true_expression_is_true(string expression) => Evaluate(expression).ShouldBe(true);

    [Theory]
    [InlineData("self.min > self.max")]
    [InlineData("self.ports.exists(p, p.port == 4)")]
    [InlineData("self.name == 'x' || self.name == 'y'")]
    public void A_false_expression_is_false(string expression) => Evaluate(expression).ShouldBe(false);

    [Theory]
    [InlineData("self.tags[9] == 'x'", "index out of bounds: 9")]
    [InlineData("self.labels.none == 'x'", "no such key: none")]
    [InlineData("self.min / 0 == 1", "division by zero")]
    [InlineData("9223372036854775807 + self.min > 0", "integer overflow")]
    [InlineData("self.size + 1 == 2", "no such overload")]
    [InlineData("self.ports.all(p, p.name != '')", "no such key: name")]
    public void An_expression_without_a_value_says_why(string expression, string why) =>
        Should.Throw<CelEvaluationException>(() => Evaluate(expression)).Message.ShouldBe(why);

    [Theory]
    [InlineData("self.min >", "<EOF>")]
    [InlineData("self.min == 'x'", "found no matching overload for '_==_' applied to '(int, string)'")]
    [InlineData("self.nothing == 1", "undefined field 'nothing'")]
    [InlineData("other == 1", "undeclared reference to 'other'")]
    [InlineData("self.min + 'x' == ''", "found no matching overload for '_+_' applied to '(int, string)'")]
    [InlineData("self.min.frobnicate()", "undeclared reference to 'frobnicate'")]
    [InlineData("self.name.contains(1)", "found no matching overload")]
    [InlineData("self.min", "must evaluate to a bool")]
    [InlineData("has(self)", "invalid argument to has() macro")]
    [InlineData("self.min.all(x, true)", "cannot be range of a comprehension")]
    [InlineData("self.tags.all(x.y, true)", "argument must be a simple name")]
    [InlineData("'never ends", "has no end")]
    [InlineData("1u == 1u", "unsigned")]
    [InlineData("self.min # 1", "token recognition error")]
    public void An_expression_that_makes_no_sense_is_not_compiled(string expression, string why) =>
        Should.Throw<CelCompileException>(() => Evaluate(expression)).Message.ShouldContain(why);

    [Fact]
    public void What_was_before_can_be_compared_with()
    {
        var program = Compile("self.max >= oldSelf.max");
        program.UsesOldSelf.ShouldBeTrue();
        program.Evaluate(JsonNode.Parse("""{"max":3}"""), JsonNode.Parse("""{"max":4}""")).ShouldBe(false);
        Compile("self.max > 1").UsesOldSelf.ShouldBeFalse();
    }

    [Fact]
    public void Brackets_without_end_are_refused_before_they_exhaust_the_stack() =>
        Should.Throw<CelCompileException>(() => Compile(new string('(', 100_000))).Message.ShouldContain("nested too deeply");

    private static object? Evaluate(string expression) => Compile(expression).Evaluate(JsonNode.Parse(Object), null);

    private static CelProgram Compile(string expression) =>
        CelProgram.Compile(expression, CelType.Of(OpenApiReader.Read(JsonNode.Parse(Schema)!.AsObject()))!, CelKind.Bool);
}

"""Computes a network of the model in eager PyTorch, with the weights of its ONNX file, each time it is told to on the standard input.

    forward.py NETWORK.onnx THREADS BATCH INPUTS OUTPUTS

INPUTS has the inputs in their order, 32-bit floats of one batch each; OUTPUTS gets the outputs of the first run. Then it prints the multiplications
and additions of the convolutions and matrix products of a run, and for each line on the standard input the seconds that one more run takes.
Groups of nodes that PyTorch has one function for (SiLU, group normalisation, circular padding) become that function, as one would write it.
"""
import sys
import time

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional


class Network:
    def __init__(self, path):
        graph = onnx.load(path).graph
        self.weights = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
        self.nodes = list(graph.node)
        self.inputs = [(one.name, [part.dim_value for part in one.type.tensor_type.shape.dim][1:]) for one in graph.input if one.name not in self.weights]
        self.outputs = [one.name for one in graph.output]
        self.users = {}
        for number, node in enumerate(self.nodes):
            for name in node.input:
                self.users.setdefault(name, []).append(number)
        for node in self.nodes:
            if node.op_type == "Cast":
                self.weights[node.output[0]] = self.weights[node.input[0]].float()
        self.operations = 0
        self.steps = self.compile()

    def compile(self):
        steps, done = [], set()
        for number, node in enumerate(self.nodes):
            if number in done:
                continue
            if node.op_type == "Cast":
                continue
            if node.op_type == "Sigmoid" and (user := self.only_user(node, "Mul")) is not None and node.input[0] in self.nodes[user].input:
                done.add(user)
                steps.append((self.nodes[user].output[0], functional.silu, (node.input[0],)))
            elif (group := self.group_normalisation(node)) is not None:
                output, function, nodes = group
                done.update(nodes)
                steps.append((output, function, (node.input[0],)))
            else:
                steps.append((node.output[0], self.function(node), tuple(name for name in node.input if name)))
        return steps

    def only_user(self, node, kind):
        users = self.users.get(node.output[0], [])
        return users[0] if len(users) == 1 and self.nodes[users[0]].op_type == kind else None

    def group_normalisation(self, node):
        chain = [node]
        for kind in ("InstanceNormalization", "Reshape", "Mul", "Add"):
            user = self.only_user(chain[-1], kind)
            if user is None:
                return None
            chain.append(self.nodes[user])
        groups, epsilon = int(self.weights[node.input[1]][1]), attributes(chain[1])["epsilon"]
        weight, bias = (self.weights[one.input[1]].flatten() for one in chain[3:])
        numbers = [self.nodes.index(one) for one in chain[1:]]
        return chain[-1].output[0], lambda x: functional.group_norm(x, groups, weight, bias, epsilon), numbers

    def function(self, node):
        given = attributes(node)
        kind = node.op_type
        if kind == "Reshape":
            shape = self.weights[node.input[1]].tolist()
            return lambda x, _: x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(shape)])
        if kind == "Transpose":
            return lambda x: x.permute(given["perm"])
        if kind == "Gemm":
            return lambda x, weight, bias=None: self.counted(functional.linear(x, weight, bias), weight.shape[1])
        if kind == "Concat":
            return lambda *parts: torch.cat(parts, given["axis"])
        if kind == "Pad":
            pads = self.weights[node.input[1]].tolist()
            if given.get("mode") == b"wrap":
                return lambda x, _: functional.pad(x, (pads[3], pads[7], 0, 0), mode="circular")
            return lambda x, *_: functional.pad(x, (pads[3], pads[7], pads[2], pads[6]))
        if kind == "Conv":
            pads, strides = given.get("pads", [0, 0, 0, 0]), given.get("strides", [1, 1])
            padding = (pads[0], pads[1])
            return lambda x, weight, bias=None: self.counted(functional.conv2d(x, weight, bias, strides, padding), weight[0].numel())
        if kind == "Unsqueeze":
            axes = self.weights[node.input[1]].tolist()
            return lambda x, _: x.reshape(list(x.shape) + [1] * len(axes))
        if kind == "DepthToSpace":
            if given.get("mode", b"DCR") != b"CRD":
                raise ValueError("DepthToSpace in an order that PyTorch has no function for")
            return lambda x: functional.pixel_shuffle(x, given["blocksize"])
        simple = {"Mul": torch.mul, "Add": torch.add, "Sigmoid": torch.sigmoid, "Identity": lambda x: x}
        return simple[kind]

    def counted(self, output, per_value):
        self.operations += 2 * output.numel() * per_value
        return output

    def run(self, inputs):
        values = dict(self.weights)
        values.update(inputs)
        self.operations = 0
        for output, function, names in self.steps:
            values[output] = function(*[values[name] for name in names])
        return [values[name] for name in self.outputs]


def attributes(node):
    return {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute}


def main(path, threads, batch, inputs_path, outputs_path):
    torch.set_num_threads(int(threads))
    network = Network(path)
    values, place, inputs = numpy.fromfile(inputs_path, dtype=numpy.float32), 0, {}
    for name, shape in network.inputs:
        count = int(batch) * int(numpy.prod(shape))
        inputs[name] = torch.from_numpy(values[place:place + count].reshape([int(batch)] + shape))
        place += count
    with torch.inference_mode():
        numpy.concatenate([output.numpy().ravel() for output in network.run(inputs)]).tofile(outputs_path)
        print(torch.__version__, network.operations, flush=True)
        for _ in sys.stdin:
            start = time.perf_counter()
            network.run(inputs)
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

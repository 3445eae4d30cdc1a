"""Copies: a slice copies one level, deepcopy all of them, and a class can say how it is copied."""
import copy


class Playlist:
    def __init__(self, name, songs):
        self.name, self.songs, self.played = name, songs, 0

    def __copy__(self):
        return Playlist(f"{self.name} (copy)", self.songs)

    def __repr__(self):
        return f"{self.name}: {self.songs}, played {self.played} times"


board = [["."] * 3 for _ in range(2)]
alias, shallow, deep = board, board[:], copy.deepcopy(board)
board[0][1] = "x"
board.append(["-"] * 3)
print("alias  ", alias)
print("shallow", shallow)
print("deep   ", deep)

row = ["."] * 3
print("one row three times:", [row] * 3, [row] * 3 == [row, row, row], len({id(r) for r in [row] * 3}))

first = Playlist("evening", ["Satie", "Bill Evans"])
first.played = 7
second, third = copy.copy(first), copy.deepcopy(first)
first.songs.append("Nina Simone")
print(first, second, third, sep="\n")

loop = [1, 2]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin, twin[2] is twin, twin[2] is not loop)

point = (1, [2, 3])
same, other = copy.copy(point), copy.deepcopy(point)
print(same is point, other is point, other == point, copy.deepcopy((1, 2)) == (1, 2))

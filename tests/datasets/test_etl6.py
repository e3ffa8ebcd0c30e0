import shutil

import numpy as np
import pytest

from skgan.datasets import load_etl6, read_etl6
from skgan.exceptions import DataFileError, InputError
from tests.datasets.conftest import etl6_record


def test_every_field_is_at_its_place(etl6_file, sheet):
    images, codes, jis_codes = sheet
    bunch = read_etl6(etl6_file)
    np.testing.assert_array_equal(bunch.images, images)
    np.testing.assert_array_equal(bunch.data, images.reshape(6, -1))
    assert bunch.images.dtype == np.uint8
    assert bunch.target.tolist() == codes, "spaces count"
    assert bunch.target_names.tolist() == sorted(codes)
    assert bunch.jis_code.tolist() == jis_codes
    assert bunch.filename == str(etl6_file)
    assert bunch.data_number.tolist() == [1, 2, 3, 4, 5, 6]
    expected = {"sheet_number": 1001, "ebcdic_code": 0x81, "image_quality": 1}
    expected |= {"group_quality": 2, "sex": 1, "age": 35, "serial_number": 77}
    expected |= {"industry": 3, "occupation": 4, "gather_date": 7309}
    expected |= {"scan_date": 7610, "sheet_y": 10, "sheet_x": 11}
    expected |= {"min_level": 0, "max_level": 15}
    for name, value in expected.items():
        assert bunch[name].dtype.isnative
        assert bunch[name].tolist() == [value] * 6, name


@pytest.mark.parametrize(
    "keep, zeros, match",
    [
        (6 * 2052 - 1, 0, "byte 10260: .*truncated"),
        (5 * 2052 + 1, 0, "byte 10260: .*truncated"),
        (0, 0, "byte 0: .*truncated"),
        (6 * 2052, 4 * 2052, "byte 8208: .*This data_number"),
        (6 * 2052, 4 * 2052 + 2, "byte 8210: .*This code"),
    ],
)
def test_wrong_files_name_the_offset(etl6_file, keep, zeros, match):
    content = bytearray(etl6_file.read_bytes()[:keep])
    if zeros:
        content[zeros : zeros + 2] = bytes(2)
    etl6_file.write_bytes(content)
    with pytest.raises(DataFileError, match=f"{etl6_file}', {match}"):
        read_etl6(etl6_file)


@pytest.mark.parametrize(
    "characters, codes, written",
    [
        ("katakana", [" A", "KA", " N", "WO"], "アカンヲ"),
        ("digits", ["0 "], "0"),
        ("capitals", ["A "], "A"),
        ("all", [" A", "KA", " N", "A ", "0 ", "WO"], "アカンA0ヲ"),
        (["A ", "KA"], ["KA", "A "], "カA"),
    ],
)
def test_sets_of_characters(etl6_file, characters, codes, written):
    bunch = load_etl6(etl6_file.parent, characters=characters)
    assert bunch.target.tolist() == codes
    assert "".join(bunch.characters) == written


def test_images_are_scaled_and_resized(etl6_file, sheet, monkeypatch):
    monkeypatch.setattr("skgan.datasets._etl6.RECORDS_AT_ONCE", 4)
    bunch = load_etl6(etl6_file.parent, characters="all")
    assert bunch.data.shape == (6, 28, 28, 1) and bunch.data.dtype == np.uint8
    means = sheet[0].mean(axis=(1, 2)) * 17
    np.testing.assert_allclose(bunch.data.mean(axis=(1, 2, 3)), means, rtol=0.03)
    same = load_etl6(etl6_file.parent, (63, 64), "all")
    np.testing.assert_array_equal(same.images, sheet[0] * 17)


def test_files_come_in_their_order_and_others_are_ignored(etl6_file, sheet):
    for number in (12, 1):
        shutil.copy(etl6_file, etl6_file.with_name(f"ETL6C_{number:02}"))
    for name in ("ETL6INFO", "ETL6C_00", "ETL6C_13", "ETL6C_010"):
        shutil.copy(etl6_file, etl6_file.with_name(name))
    image = np.zeros((63, 64), np.uint8)
    etl6_file.write_bytes(etl6_record(1, "KI", 0xB7, image))
    X, y = load_etl6(etl6_file.parent, return_X_y=True)
    assert y.tolist() == [" A", "KA", " N", "WO", "KI", " A", "KA", " N", "WO"]
    assert not X[4].any() and X[5].any()


@pytest.mark.parametrize(
    "options, match",
    [
        ({"characters": "kana"}, "'katakana', 'digits'"),
        *(({"characters": c}, "No image has one of") for c in ([], ["A"], "symbols")),
        *(
            ({"image_shape": shape}, "is not a shape of images")
            for shape in [(28,), (28, 28, 3), (0, 28), 28, (28.0, 28), "ab"]
        ),
    ],
)
def test_wrong_parameters_are_told(etl6_file, options, match):
    with pytest.raises(InputError, match=match):
        load_etl6(etl6_file.parent, **options)


def test_a_folder_without_files_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="ETL6C_01"):
        load_etl6(tmp_path)
